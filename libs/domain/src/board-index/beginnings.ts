import type { Happening } from '../folding/happening.ts';

/** Finds what may have begun without looking at every happening. */
export interface Beginnings {
  /** Those of the sorted happenings from place `from` on that may have begun by `atMs`. */
  readonly begunBy: (
    sorted: readonly Happening[],
    from: number,
    atMs: number,
  ) => readonly Happening[];
  /** Forgets what rests on the happenings from this place on. */
  readonly dropFrom: (place: number) => void;
}

/** What is kept of one block of happenings. */
interface Block {
  /** Those that may have begun at any time, in their order. */
  readonly open: readonly Happening[];
  /** When the first of the others may have begun. */
  readonly earliestMs: number;
}

const blockSize = 128;

/** Passes over every block of which nothing has begun, save what may have begun at any time. */
export function createBeginnings(): Beginnings {
  let blocks: Block[] = [];

  function blockAt(sorted: readonly Happening[], index: number): Block {
    const known = blocks[index];
    if (known !== undefined) return known;
    const block = blockOf(sorted.slice(index * blockSize, (index + 1) * blockSize));
    blocks[index] = block;
    return block;
  }

  return {
    begunBy: (sorted, from, atMs) => {
      const begun: Happening[] = [];
      for (
        let index = Math.floor(from / blockSize);
        index * blockSize < sorted.length;
        index += 1
      ) {
        const first = index * blockSize;
        const { open, earliestMs } = blockAt(sorted, index);
        if (first >= from && earliestMs > atMs) begun.push(...open);
        else begun.push(...begunIn(sorted.slice(Math.max(first, from), first + blockSize), atMs));
      }
      return begun;
    },
    dropFrom: (place) => {
      blocks = blocks.slice(0, Math.floor(place / blockSize));
    },
  };
}

function blockOf(members: readonly Happening[]): Block {
  let earliestMs = Infinity;
  for (const { startMs } of members) {
    if (startMs > -Infinity && startMs < earliestMs) earliestMs = startMs;
  }
  return { open: members.filter(({ startMs }) => startMs === -Infinity), earliestMs };
}

function begunIn(members: readonly Happening[], atMs: number): readonly Happening[] {
  return members.filter(({ startMs }) => startMs <= atMs);
}
