import type { Certainty, Development, Occurred, Source } from '@ceasefire/domain';
import { type Chance, chanceOf } from './chance.ts';
import { dayOf, detailsOf, frequency, kindIn, parties, stories } from './stories.ts';

/** An event as the log takes it, on the stream of its development. */
export interface GeneratedEvent {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  /** Of the stream, from 1. */
  readonly version: number;
}

const dayMs = 86_400_000;
/** The twenty years that are told of, in epoch milliseconds. */
export const firstMs = Date.UTC(2005, 0, 1);
export const lastMs = Date.UTC(2025, 0, 1);

/**
 * Developments told in about the order of their publication, most of them within two days of what happened, some after weeks, and three
 * in a hundred at any later time; among them, one in twenty-five, what editors did with earlier ones.
 */
export function* generatedHistory(developments: number): Generator<GeneratedEvent, void> {
  const order = orderOfRecording(developments);
  const versions = new Uint8Array(developments);
  const retracted = new Uint8Array(developments);
  for (let place = 0; place < developments; place += 1) {
    const index = order[place] ?? 0;
    versions[index] = 1;
    const { kind, ...rest } = developmentAt(index);
    yield { stream: streamOf(index), type: kind, data: { ...rest, kind }, version: 1 };
    const chance = chanceOf(index + 2 ** 30);
    if (chance.fraction() >= 0.04) continue;
    const edited = order[Math.max(0, place - chance.below(10_000))] ?? 0;
    const version = (versions[edited] = (versions[edited] ?? 0) + 1);
    const edit = editOf(edited, retracted[edited] === 1, chance);
    if (edit.type === 'DevelopmentRetracted') retracted[edited] = 1;
    if (edit.type === 'DevelopmentReinstated') retracted[edited] = 0;
    yield { stream: streamOf(edited), version, ...edit };
  }
}

function editOf(
  index: number,
  isRetracted: boolean,
  chance: Chance,
): { type: string; data: object } {
  const reason = 'The editors have looked at it again.';
  if (isRetracted) return { type: 'DevelopmentReinstated', data: { reason } };
  const drawn = chance.fraction();
  if (drawn < 0.2) return { type: 'DevelopmentRetracted', data: { reason } };
  if (drawn < 0.6) {
    const source = sourceAt(lastMs - chance.below(300 * dayMs), chance);
    return { type: 'SourceAdded', data: { source, reason } };
  }
  const occurred = occurredAt(happenedMs(index) + chance.below(20 * dayMs), chance);
  return { type: 'DevelopmentCorrected', data: { changes: { occurred }, reason } };
}

const streamOf = (index: number): string => `development-${idOf(index)}`;
const idOf = (index: number): string => `G${String(index).padStart(7, '0')}`;

function happenedMs(index: number): number {
  return firstMs + chanceOf(index).fraction() * (lastMs - firstMs);
}

/** When its first source was published: the lag has a long tail. */
function publishedMs(index: number): number {
  const happened = happenedMs(index);
  const chance = chanceOf(index + 2 ** 29);
  const drawn = chance.fraction();
  if (drawn < 0.9) return happened + chance.fraction() * 2 * dayMs;
  if (drawn < 0.97) return happened + chance.fraction() * 60 * dayMs;
  return happened + chance.fraction() * (lastMs - happened);
}

function orderOfRecording(developments: number): Uint32Array {
  const recorded = Float64Array.from({ length: developments }, (_, index) => {
    const chance = chanceOf(index + 2 ** 28);
    const late = chance.fraction() < 0.02 ? 2_000 : 3;
    return publishedMs(index) + chance.fraction() * late * dayMs;
  });
  return Uint32Array.from({ length: developments }, (_, index) => index).sort(
    (one, other) => (recorded[one] ?? 0) - (recorded[other] ?? 0),
  );
}

/** The development with that number, its id included. */
export function developmentAt(index: number): Development {
  const chance = chanceOf(index);
  const atMs = firstMs + chance.fraction() * (lastMs - firstMs);
  const founding = stories[index];
  const story = founding ?? (chance.fraction() < 0.1 ? null : chance.weighted(frequency));
  const kind = kindIn(story, chance);
  const published = publishedMs(index);
  const drawn = chance.fraction();
  return {
    id: idOf(index),
    kind,
    summary: `The agencies report on ${story?.id ?? 'the region'}: ${kind}, in their own words.`,
    occurred: occurredAt(atMs, chance),
    modality: drawn < 0.94 ? 'actual' : drawn < 0.97 ? 'future' : 'hypothetical',
    process: story?.id ?? null,
    actors: [{ id: chance.one(parties), role: chance.one(['speaker', 'party', 'delegation']) }],
    places: [],
    sources: [
      sourceAt(published, chance),
      ...(chance.fraction() < 0.3 ? [sourceAt(published + chance.below(9 * dayMs), chance)] : []),
    ],
    codes: {},
    details: {
      ...detailsOf(kind, atMs, chance),
      ...(founding && { founds: { label: founding.id } }),
    },
  };
}

function sourceAt(ms: number, chance: Chance): Source {
  const outlet = `Agency ${chance.below(40)}`;
  return {
    outlet,
    title: 'What the agencies report',
    publishedAt: new Date(ms).toISOString(),
    attributionChain: [outlet],
    anonymous: false,
  };
}

function occurredAt(ms: number, chance: Chance): Occurred {
  const certainty = chance.weighted<Certainty>([
    [8, 'text'],
    [1, 'derived'],
    [1, 'inference'],
  ]);
  const at = new Date(ms).toISOString();
  const [day, before] = [dayOf(ms), dayOf(ms - (2 + chance.below(9)) * dayMs)];
  const forms: readonly (readonly [number, Omit<Occurred, 'certainty'>])[] = [
    [30, { from: at, to: at, precision: 'minute' }],
    [50, { from: day, to: day, precision: 'day' }],
    [12, { from: before, to: day, precision: 'interval' }],
    [2, { from: null, to: day, precision: 'before' }],
    [2, { from: day, to: null, precision: 'after' }],
    [4, { from: before, to: day, precision: 'as-of' }],
  ];
  return { ...chance.weighted(forms), certainty };
}
