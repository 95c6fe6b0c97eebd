import type { Happening } from '../folding/happening.ts';
import { holdsAt, type Reading } from './reading.ts';

/** When the sources of the revisions were published. */
export interface Publications {
  /** `published`: when each of its sources was (epoch ms). */
  readonly add: (happening: Happening, published: readonly number[]) => void;
  /** The newest publication that counts in a reading (epoch ms), at whatever valid time; `-Infinity` when there is none. */
  readonly latest: (reading: Reading) => number;
}

/** Neighbours in the order of publication: instants, and of which happening each is. Two lists, for there are millions. */
interface Block {
  /** As many of them count as there are happenings. */
  readonly at: Float64Array;
  readonly of: Happening[];
  /** The first log position with which one of them came. */
  recordedFrom: number;
}

const mostInBlock = 256;

/** Keeps the publications in their order, former revisions among them, and looks back from the newest that may count. */
export function createPublications(): Publications {
  const blocks: Block[] = [blockOf(new Float64Array(), [])];

  function insert(at: number, happening: Happening): void {
    const index = Math.min(
      firstAfter(blocks.length, at, (each) => lastOf(blocks[each])),
      blocks.length - 1,
    );
    const block = blocks[index];
    if (block === undefined) return;
    const count = block.of.length;
    const place = firstAfter(count, at, (each) => block.at[each]);
    if (count < mostInBlock) {
      put(block, place, { at, happening });
      return;
    }
    // What comes last goes on alone: what is told in its order fills every block.
    const isLast = index === blocks.length - 1 && place === count;
    const cutAt = isLast ? count : count >>> 1;
    const [front, back] = [
      blockOf(block.at.subarray(0, cutAt), block.of.slice(0, cutAt)),
      blockOf(block.at.subarray(cutAt), block.of.slice(cutAt)),
    ];
    if (place > cutAt || isLast) put(back, place - cutAt, { at, happening });
    else put(front, place, { at, happening });
    blocks.splice(index, 1, front, back);
  }

  return {
    add: (happening, published) => {
      for (const at of published) insert(at, happening);
    },
    latest: (reading) => {
      const end = firstAfter(blocks.length, reading.knownMs, (each) => lastOf(blocks[each]));
      for (let index = Math.min(end, blocks.length - 1); index >= 0; index -= 1) {
        const block = blocks[index];
        if (block === undefined || block.recordedFrom > reading.position) continue;
        const newest = newestIn(block, reading);
        if (newest !== undefined) return newest;
      }
      return -Infinity;
    },
  };
}

function newestIn({ at, of }: Block, { knownMs, position }: Reading): number | undefined {
  const place = of.findLastIndex(
    (happening, each) => (at[each] ?? Infinity) <= knownMs && holdsAt(happening, position),
  );
  return at[place];
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
  return block?.at[block.of.length - 1];
}

function put(
  block: Block,
  place: number,
  { at, happening }: { readonly at: number; readonly happening: Happening },
): void {
  block.at.copyWithin(place + 1, place, block.of.length);
  block.at[place] = at;
  block.of.splice(place, 0, happening);
  block.recordedFrom = Math.min(block.recordedFrom, happening.position);
}

function blockOf(instants: Float64Array, of: Happening[]): Block {
  const at = new Float64Array(mostInBlock);
  at.set(instants);
  return { at, of, recordedFrom: Math.min(Infinity, ...of.map(({ position }) => position)) };
}
