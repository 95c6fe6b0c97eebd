import type { CurrentTable } from './current-table.ts';

/** The current revision of a key: where it begins, and its state as canonical JSON. */
export interface CurrentState {
  readonly position: number;
  readonly text: string;
}

/** The current states of a generation. */
export interface CurrentStates {
  /** Those of `keys` that have one. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, CurrentState>>;
  /** To be told of what was committed, oldest first. */
  committed(revisions: readonly (CurrentState & { readonly key: string })[]): void;
}

/** Asks the table each time. */
export function storedStates(table: Pick<CurrentTable, 'byKey'>): CurrentStates {
  return { read: (keys) => table.byKey(keys), committed: () => undefined };
}

export interface RememberingOptions {
  /** Whether the table holds nothing yet. */
  readonly fromEmpty: boolean;
  /** How many characters of states to keep. Default 64 Mi. */
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
    committed: (revisions) => {
      if (places === undefined) return;
      for (const { key, position, text } of revisions) {
        places.set(key, position);
        texts.set(key, text);
      }
      texts.trim();
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
    const text = texts.get(key);
    if (text === undefined) missing.push(position);
    else found.set(key, { position, text });
  }
  return { found, missing };
}

interface LatestTexts {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
  /** Forgets what is beyond the budget, the longest unchanged first. */
  trim(): void;
}

function latestTexts(budget = 2 ** 26): LatestTexts {
  const known = new Map<string, string>();
  let size = 0;
  const forget = (key: string): void => {
    size -= key.length + (known.get(key)?.length ?? 0);
    known.delete(key);
  };
  return {
    get: (key) => known.get(key),
    set: (key, text) => {
      if (known.has(key)) forget(key);
      known.set(key, text);
      size += key.length + text.length;
    },
    trim: () => {
      for (const oldest of known.keys()) {
        if (size <= budget) return;
        forget(oldest);
      }
    },
  };
}
