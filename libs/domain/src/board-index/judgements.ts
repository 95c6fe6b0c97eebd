import type { DisputeFact } from '../facts/fact.ts';
import type { Resolution, Resolutions } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { counts, isPlain, type Reading } from './reading.ts';

interface Judgement {
  readonly fact: DisputeFact;
  readonly position: number;
  supersededAt: number;
}

/** What editors have judged about contested subjects. */
export interface Judgements {
  readonly take: (fact: DisputeFact, position: number, supersededAt: number | null) => void;
  /** To be told of every development that comes or goes: a judgement may rest on it. */
  readonly notice: (development: string) => void;
  /**
   * The judgements that count in a reading, at whatever valid time: those of which every development counts and becomes definite.
   * The answer is the same object until one of them changes.
   */
  readonly resolutions: (reading: Reading) => Resolutions;
  /** Judgements apart, with others in the place of the present ones on the same subjects, and other developments to rest on. */
  readonly varied: (facts: readonly DisputeFact[], find: Find) => Judgements;
}

/** Looks up the revision of a development at a log position. */
export type Find = (id: string, position: number) => Happening | undefined;

/** Keeps the judgements, to begin with those that are known of some subjects. */
export function createJudgements(
  find: Find,
  known: ReadonlyMap<string, Judgement[]> = new Map(),
): Judgements {
  const bySubject = new Map(known);
  const restedOn = new Set<string>();
  let current: Resolutions | null = null;

  return {
    take: (fact, position, supersededAt) => {
      current = null;
      for (const id of fact.resolution?.basedOn ?? []) restedOn.add(id);
      const others = (bySubject.get(fact.subject) ?? []).filter(
        (each) => each.position !== position,
      );
      const judgement = { fact, position, supersededAt: supersededAt ?? Infinity };
      bySubject.set(fact.subject, chained([...others, judgement]));
    },
    notice: (development) => {
      if (restedOn.has(development)) current = null;
    },
    resolutions: (reading) => {
      if (!isPlain(reading)) return resolutionsIn(bySubject, reading, find);
      current ??= resolutionsIn(bySubject, reading, find);
      return current;
    },
    varied: (facts, otherFind) => {
      const others = createJudgements(otherFind, bySubject);
      for (const fact of facts) others.take(fact, Number.MAX_SAFE_INTEGER, null);
      return others;
    },
  };
}

function resolutionsIn(
  bySubject: ReadonlyMap<string, readonly Judgement[]>,
  reading: Reading,
  find: Find,
): Resolutions {
  const resolutions = new Map<string, Resolution>();
  for (const [subject, judgements] of bySubject) {
    const resolution = judgementAt(judgements, reading.position)?.fact.resolution;
    if (resolution === null || resolution === undefined) continue;
    const basis = resolution.basedOn.map((id) => find(id, reading.position));
    const counted = basis.flatMap((each) =>
      each !== undefined && counts(each, reading) ? [each] : [],
    );
    const resolved = resolutionFrom(resolution, counted);
    if (resolved !== undefined) resolutions.set(subject, resolved);
  }
  return resolutions;
}

function judgementAt(judgements: readonly Judgement[], position: number): Judgement | undefined {
  return judgements.find((each) => each.position <= position && !endsBy(each, position));
}

/** The present, position `Infinity`, comes before the end of what still holds. */
function endsBy({ supersededAt }: Judgement, position: number): boolean {
  return supersededAt !== Infinity && supersededAt <= position;
}

/** The judgements in the order of the log, each ending where the next one begins. */
function chained(judgements: readonly Judgement[]): Judgement[] {
  const sorted = [...judgements].sort((one, other) => one.position - other.position);
  return sorted.map((each, index) => {
    const next = sorted[index + 1]?.position ?? Infinity;
    return { ...each, supersededAt: Math.min(each.supersededAt, next) };
  });
}

function resolutionFrom(
  { outcome, basedOn }: NonNullable<DisputeFact['resolution']>,
  basis: readonly Happening[],
): Resolution | undefined {
  if (basis.length === 0 || basis.length < basedOn.length) return undefined;
  const at = Math.max(...basis.map(({ definiteMs }) => definiteMs));
  const earliest = Math.max(...basis.map(({ startMs }) => startMs));
  return at === Infinity ? undefined : { at, earliest: Math.min(earliest, at), outcome, basedOn };
}
