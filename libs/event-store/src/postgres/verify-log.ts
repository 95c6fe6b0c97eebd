import type pg from 'pg';
import { verifyRange } from './verify-range.ts';

/** How to verify; every field but `head` has a default. */
export interface VerifyLogOptions {
  /** The last position to look at. */
  readonly head: number;
  /** Positions in one range; 10,000 when left out. */
  readonly rangeSize?: number;
  /** Ranges that are looked at at the same time; 2 when left out. */
  readonly parallel?: number;
  /** Hears how many positions were looked at. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Checks positions 1 to `head`: that none is missing, and the hash of each against the one before it; several ranges at once.
 *
 * Returns the first position that is missing, altered or out of order, or undefined when all is well.
 */
export async function verifyLog(
  pool: pg.Pool,
  { head, rangeSize = 10_000, parallel = 2, onProgress }: VerifyLogOptions,
): Promise<number | undefined> {
  let next = 1;
  let done = 0;
  const bad: number[] = [];
  const verifyNext = async (): Promise<void> => {
    // Ranges are begun in order, so whatever comes after a bad one need not be looked at.
    while (next <= head && bad.length === 0) {
      const from = next;
      const to = Math.min(head, from + rangeSize - 1);
      next = to + 1;
      const found = await verifyRange(pool, from, to);
      if (found !== undefined) bad.push(found);
      done += to - from + 1;
      onProgress?.(done);
    }
  };
  // An empty log may still hold rows that its head does not know.
  if (head === 0) return verifyRange(pool, 1, 1);
  await Promise.all(Array.from({ length: parallel }, verifyNext));
  return bad.length === 0 ? undefined : Math.min(...bad);
}
