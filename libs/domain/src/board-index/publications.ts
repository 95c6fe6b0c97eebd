import type { Happening } from '../folding/happening.ts';
import { holdsAt, type Reading } from './reading.ts';

/** When the sources of the revisions were published. */
export interface Publications {
  /** `published`: when each of its sources was (epoch ms). */
  readonly add: (happening: Happening, published: readonly number[]) => void;
  /** The newest publication that counts in a reading (epoch ms), at whatever valid time; `-Infinity` when there is none. */
  readonly latest: (reading: Reading) => number;
}

/** Neighbours in the order of publication: instants, and of which happening each is. Two plain lists, for there are millions. */
interface Block {
  readonly at: number[];
  readonly of: Happening[];
  /** The first log position with which one of them came. */
  recordedFrom: number;
}

const mostInBlock = 256;

/** Keeps the publications in their order, former revisions among them, and looks back from the newest that may count. */
export function createPublications(): Publications {
  const blocks: Block[] = [{ at: [], of: [], recordedFrom: Infinity }];

  function insert(at: number, happening: Happening): void {
    const index = Math.min(
      firstAfter(blocks.length, at, (each) => blocks[each]?.at.at(-1)),
      blocks.length - 1,
    );
    const block = blocks[index];
    if (block === undefined) return;
    const place = firstAfter(block.at.length, at, (each) => block.at[each]);
    block.at.splice(place, 0, at);
    block.of.splice(place, 0, happening);
    block.recordedFrom = Math.min(block.recordedFrom, happening.position);
    if (block.at.length <= mostInBlock) return;
    // What comes last goes on alone: what is told in its order fills every block.
    const isLast = index === blocks.length - 1 && place === block.at.length - 1;
    blocks.splice(index, 1, ...halves(block, isLast ? place : block.at.length >>> 1));
  }

  return {
    add: (happening, published) => {
      for (const at of published) insert(at, happening);
    },
    latest: (reading) => {
      const end = firstAfter(blocks.length, reading.knownMs, (each) => blocks[each]?.at.at(-1));
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

function halves({ at, of }: Block, place: number): readonly Block[] {
  return [
    blockOf(at.slice(0, place), of.slice(0, place)),
    blockOf(at.slice(place), of.slice(place)),
  ];
}

function blockOf(at: number[], of: Happening[]): Block {
  return { at, of, recordedFrom: Math.min(...of.map(({ position }) => position)) };
}
