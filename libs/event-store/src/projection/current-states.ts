import type { CurrentState, CurrentTable } from './current-table.ts';
import type { TextArray } from './text-array.ts';

/** The current states of a generation. */
export interface CurrentStates {
  /** Those of `keys` that have one. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, CurrentState>>;
  /** To be told of each batch that was committed, in order. */
  committed(batch: CommittedBatch): void;
}

/** Revisions in the order of their positions, and the canonical JSON of the state of each. */
export interface CommittedBatch {
  readonly revisions: readonly { readonly key: string; readonly position: number }[];
  readonly states: Pick<TextArray, 'textAt' | 'bytes'>;
}

/** Asks the table each time. */
export function storedStates(table: Pick<CurrentTable, 'byKey'>): CurrentStates {
  return { read: (keys) => table.byKey(keys), committed: () => undefined };
}

export interface RememberingOptions {
  /** Whether the table holds nothing yet. */
  readonly fromEmpty: boolean;
  /** How many bytes of states to keep, in whole batches. Default 64 Mi. */
  readonly budget?: number;
  /** How many keys to know the place of. Default 4 Mi, which take about half a gigabyte. */
  readonly mostKeys?: number;
}

/**
 * For a table that is being filled and has no index of its keys yet: knows where the current revision of every key is, and the latest
 * states as far as the budget goes; the others it asks for by their position. With too many keys it has the index made, and asks by
 * key from then on.
 */
export function rememberedStates(
  table: CurrentTable,
  { fromEmpty, budget, mostKeys = 2 ** 22 }: RememberingOptions,
): CurrentStates {
  const texts = latestTexts(budget);
  let begun = fromEmpty;
  // None: the table has the index.
  let places: Map<string, number> | undefined = new Map();

  const prepare = async (): Promise<void> => {
    if (!begun) places = (await table.isIndexed()) ? undefined : await table.places();
    begun = true;
    if (places === undefined || places.size <= mostKeys) return;
    await table.makeIndex();
    places = undefined;
  };

  return {
    read: async (keys) => {
      await prepare();
      if (places === undefined) return table.byKey(keys);
      const { found, missing } = recall(places, texts, keys);
      if (missing.length === 0) return found;
      for (const [key, state] of await table.byPosition(missing)) found.set(key, state);
      return found;
    },
    committed: (batch) => {
      if (places === undefined) return;
      for (const { key, position } of batch.revisions) places.set(key, position);
      texts.keep(batch);
    },
  };
}

function recall(
  places: ReadonlyMap<string, number>,
  texts: LatestTexts,
  keys: readonly string[],
): { readonly found: Map<string, CurrentState>; readonly missing: readonly number[] } {
  const found = new Map<string, CurrentState>();
  const missing: number[] = [];
  for (const key of keys) {
    const position = places.get(key);
    if (position === undefined) continue;
    const text = texts.find(position);
    if (text === undefined) missing.push(position);
    else found.set(key, { position, text });
  }
  return { found, missing };
}

interface LatestTexts {
  /** The state that began at `position`. */
  find(position: number): string | undefined;
  /** Forgets what is beyond the budget, the oldest batches first. */
  keep(batch: CommittedBatch): void;
}

interface KeptBatch extends Pick<CommittedBatch, 'states'> {
  readonly positions: Float64Array;
  readonly size: number;
}

/** Texts stay in the arrays in which they were sent: as strings, each would be moved twice by the collection of what is young. */
function latestTexts(budget = 2 ** 26): LatestTexts {
  let kept: KeptBatch[] = [];
  let size = 0;
  return {
    find: (position) => {
      const batch = kept[lastNotAfter(kept.length, (index) => kept[index]?.positions[0], position)];
      const positions = batch?.positions ?? new Float64Array();
      const index = lastNotAfter(positions.length, (at) => positions[at], position);
      return positions[index] === position ? batch?.states.textAt(index) : undefined;
    },
    keep: ({ revisions, states }) => {
      if (revisions.length === 0) return;
      const positions = Float64Array.from(revisions, (revision) => revision.position);
      const batch = { positions, states, size: states.bytes().length };
      kept.push(batch);
      size += batch.size;
      let forgotten = 0;
      while (size > budget) size -= kept[forgotten++]?.size ?? 0;
      if (forgotten > 0) kept = kept.slice(forgotten);
    },
  };
}

/** The index of the last of `count` rising numbers that is not above `wanted`; -1: all are. */
function lastNotAfter(
  count: number,
  numberAt: (index: number) => number | undefined,
  wanted: number,
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numberAt(middle) ?? Infinity) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
