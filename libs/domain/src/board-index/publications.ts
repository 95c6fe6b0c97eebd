import type { Happenings } from '../folding/happenings.ts';
import { holdsAt, type Reading } from './reading.ts';

/** When the sources of the revisions were published. */
export interface Publications {
  /** Of the happening at a place; `published`: when each of its sources was (epoch ms). */
  readonly add: (place: number, published: readonly number[]) => void;
  /** The newest publication that counts in a reading (epoch ms), at whatever valid time; `-Infinity` when there is none. */
  readonly latest: (reading: Reading) => number;
}

/** Neighbours in the order of publication: instants, and at which place the happening of each is. Numbers alone, for there are millions. */
interface Block {
  readonly at: Float64Array;
  readonly of: Uint32Array;
  /** So many of them count. */
  count: number;
  /** The first log position with which one of them came. */
  recordedFrom: number;
}

const mostInBlock = 256;

/** Keeps the publications in their order, former revisions among them, and looks back from the newest that may count. */
export function createPublications(happenings: Happenings): Publications {
  const blocks: Block[] = [emptyBlock()];

  function insert(publication: Publication): void {
    const { ms } = publication;
    const index = Math.min(
      firstAfter(blocks.length, ms, (each) => lastOf(blocks[each])),
      blocks.length - 1,
    );
    const block = blocks[index];
    if (block === undefined) return;
    const { count } = block;
    const rank = firstAfter(count, ms, (each) => block.at[each]);
    if (count < mostInBlock) {
      put(block, rank, publication);
      return;
    }
    // What comes last goes on alone: what is told in its order fills every block.
    const isLast = index === blocks.length - 1 && rank === count;
    const cutAt = isLast ? count : count >>> 1;
    const back = cutOff(block, cutAt, happenings);
    if (rank > cutAt || isLast) put(back, rank - cutAt, publication);
    else put(block, rank, publication);
    blocks.splice(index + 1, 0, back);
  }

  return {
    add: (place, published) => {
      const { position } = happenings.at(place);
      for (const ms of published) insert({ ms, place, position });
    },
    latest: (reading) => {
      const end = firstAfter(blocks.length, reading.knownMs, (each) => lastOf(blocks[each]));
      for (let index = Math.min(end, blocks.length - 1); index >= 0; index -= 1) {
        const block = blocks[index];
        if (block === undefined || block.recordedFrom > reading.position) continue;
        const newest = newestIn(block, reading, happenings);
        if (newest !== undefined) return newest;
      }
      return -Infinity;
    },
  };
}

/** When something was published (epoch ms), the place of what it was, and the log position with which that came. */
interface Publication {
  readonly ms: number;
  readonly place: number;
  readonly position: number;
}

function newestIn(
  { at, of, count }: Block,
  { knownMs, position }: Reading,
  happenings: Happenings,
): number | undefined {
  for (let rank = count - 1; rank >= 0; rank -= 1) {
    const ms = at[rank] ?? Infinity;
    if (ms <= knownMs && holdsAt(happenings.at(of[rank] ?? 0), position)) return ms;
  }
  return undefined;
}

/** The first of `count` places after an instant; `instantAt` ascends. */
function firstAfter(
  count: number,
  instant: number,
  instantAt: (place: number) => number | undefined,
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instantAt(middle) ?? -Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function lastOf(block: Block | undefined): number | undefined {
  return block?.at[block.count - 1];
}

function put(block: Block, rank: number, { ms, place, position }: Publication): void {
  const { at, of, count } = block;
  at.copyWithin(rank + 1, rank, count);
  of.copyWithin(rank + 1, rank, count);
  at[rank] = ms;
  of[rank] = place;
  block.count += 1;
  block.recordedFrom = Math.min(block.recordedFrom, position);
}

/** Leaves so many in a block; the others go on in the one that is answered. */
function cutOff(block: Block, count: number, happenings: Happenings): Block {
  const back = emptyBlock();
  back.at.set(block.at.subarray(count, block.count));
  back.of.set(block.of.subarray(count, block.count));
  back.count = block.count - count;
  block.count = count;
  for (const each of [block, back]) {
    const positions = [...each.of.subarray(0, each.count)].map((of) => happenings.at(of).position);
    each.recordedFrom = Math.min(Infinity, ...positions);
  }
  return back;
}

function emptyBlock(): Block {
  return {
    at: new Float64Array(mostInBlock),
    of: new Uint32Array(mostInBlock),
    count: 0,
    recordedFrom: Infinity,
  };
}
