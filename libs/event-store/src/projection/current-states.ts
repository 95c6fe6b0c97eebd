import type { Pool } from 'pg';
import { selectCurrentStates } from './commit-batch.sql.ts';
import type { GenerationId } from './table.ts';

/** The current state of each key of a generation, as canonical JSON. */
export interface CurrentStates {
  /** Those of `keys` that have one. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** To be told of what was committed, oldest first. */
  committed(revisions: readonly { readonly key: string; readonly text: string }[]): void;
}

/** Asks the table each time. */
export function storedStates(pool: Pool, id: GenerationId): CurrentStates {
  const sql = selectCurrentStates(id);
  return {
    read: async (keys) => {
      if (keys.length === 0) return new Map();
      const { rows } = await pool.query<{ key: string; state: string }>(sql, [keys]);
      return new Map(rows.map(({ key, state }) => [key, state]));
    },
    committed: () => undefined,
  };
}

export interface RememberingOptions {
  /** Whether the table was empty at first: then a key that was never committed has no state, and need not be looked up. */
  readonly fromEmpty: boolean;
  /** How many characters of keys and states to keep. Default 64 Mi. */
  readonly budget?: number;
}

/** Remembers what was committed, the latest as far as the budget goes; asks `stored` for the rest. */
export function rememberedStates(
  stored: CurrentStates,
  { fromEmpty, budget = 2 ** 26 }: RememberingOptions,
): CurrentStates {
  const known = new Map<string, string>();
  let size = 0;
  let complete = fromEmpty;

  const forget = (key: string): void => {
    size -= key.length + (known.get(key)?.length ?? 0);
    known.delete(key);
  };

  return {
    read: async (keys) => {
      const found = new Map<string, string>();
      const missing: string[] = [];
      for (const key of keys) {
        const state = known.get(key);
        if (state === undefined) missing.push(key);
        else found.set(key, state);
      }
      if (complete || missing.length === 0) return found;
      for (const [key, state] of await stored.read(missing)) found.set(key, state);
      return found;
    },
    committed: (revisions) => {
      for (const { key, text } of revisions) {
        if (known.has(key)) forget(key);
        known.set(key, text);
        size += key.length + text.length;
      }
      for (const oldest of known.keys()) {
        if (size <= budget) break;
        forget(oldest);
        complete = false;
      }
    },
  };
}
