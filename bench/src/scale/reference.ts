import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Boards,
  createBoardIndex,
  evolveFact,
  type Fact,
  type FactRevision,
  type ProcessDefinition,
} from '@ceasefire/domain';
import { projectRoot } from '@ceasefire/monitor-process';
import { type GeneratedEvent, generatedHistory } from './history.ts';
import type { Asked } from './moments.ts';

/** The boards of a moment, worked out apart from the product: from only what counts then, taken in backwards. */
export type Reference = (asked: Asked) => Boards;

interface Described {
  readonly processes: readonly (Omit<ProcessDefinition, 'issues'> & {
    readonly issues?: readonly { readonly id: string }[];
  })[];
}

async function definitions(): Promise<readonly ProcessDefinition[]> {
  const file = join(projectRoot, 'seeds/karabakh-2020/situation.json');
  const { processes } = JSON.parse(await readFile(file, 'utf8')) as Described;
  return processes.map(({ issues, ...rest }) => ({
    ...rest,
    ...(issues && { issues: issues.map(({ id }) => id) }),
  }));
}

/** Folds the generated history, and what was posted after it. */
export async function referenceOf(
  developments: number,
  posted: readonly GeneratedEvent[],
): Promise<Reference> {
  const defined = await definitions();
  const latest = new Map<string, string>();
  const all: { readonly key: string; readonly text: string }[] = [];
  const take = (event: GeneratedEvent): void => {
    const former = latest.get(event.stream);
    const fact = evolveFact(former === undefined ? undefined : (JSON.parse(former) as Fact), {
      ...event,
      position: all.length + 1,
      recordedAt: '2026-01-01T00:00:00.000Z',
    });
    const text = JSON.stringify(fact);
    latest.set(event.stream, text);
    all.push({ key: event.stream, text });
  };
  for (const event of generatedHistory(developments)) take(event);
  for (const event of posted) take(event);
  latest.clear();
  return (asked) => {
    const index = createBoardIndex(defined);
    index.apply(countedIn(all, asked));
    const { asOf, knownAt } = asked;
    return index.boardsAt({ asOf, knownAt, position: null, now: asOf });
  };
}

function countedIn(
  all: readonly { readonly key: string; readonly text: string }[],
  { knownAt, position }: Asked,
): readonly FactRevision[] {
  const held = new Map<string, FactRevision>();
  for (const [index, { key, text }] of all.slice(0, position ?? all.length).entries()) {
    const state = JSON.parse(text) as Fact;
    held.set(key, { key, position: index + 1, supersededAt: null, state });
  }
  return [...held.values()].filter(({ state }) => isKnown(state, knownAt ?? Infinity)).reverse();
}

function isKnown(fact: Fact, knownAt: number): boolean {
  return fact.fact === 'development' && fact.published.some(({ at }) => at <= knownAt);
}
