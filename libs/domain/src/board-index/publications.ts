import type { Happening } from '../folding/happening.ts';
import { firstPlace } from './first-place.ts';
import { holdsAt, type Reading } from './reading.ts';

/** When the sources of the revisions were published. */
export interface Publications {
  readonly add: (happening: Happening) => void;
  /** The newest publication that counts in a reading (epoch ms), at whatever valid time; `-Infinity` when there is none. */
  readonly latest: (reading: Reading) => number;
}

/** One source of a revision. */
interface Publication {
  readonly at: number;
  readonly of: Happening;
}

/** Neighbours in the order of publication. */
interface Block {
  readonly publications: Publication[];
  /** The first log position with which one of them came. */
  recordedFrom: number;
}

const mostInBlock = 256;

/** Keeps the publications in their order, former revisions among them, and looks back from the newest that may count. */
export function createPublications(): Publications {
  const blocks: Block[] = [];

  function insert(publication: Publication): void {
    const index = Math.min(placeIn(blocks, publication.at), blocks.length - 1);
    const block = blocks[index];
    if (block === undefined) {
      blocks.push(blockOf([publication]));
      return;
    }
    const { publications } = block;
    const place = firstPlace(publications, ({ at }) => at > publication.at);
    publications.splice(place, 0, publication);
    block.recordedFrom = Math.min(block.recordedFrom, publication.of.position);
    if (publications.length <= mostInBlock) return;
    // What comes last goes on alone: what is told in its order fills every block.
    const isLast = index === blocks.length - 1 && place === publications.length - 1;
    const half = isLast ? place : publications.length >>> 1;
    const [lower, upper] = [publications.slice(0, half), publications.slice(half)];
    blocks.splice(index, 1, blockOf(lower), blockOf(upper));
  }

  return {
    add: (happening) => {
      for (const at of happening.publishedMs) insert({ at, of: happening });
    },
    latest: ({ knownMs, position }) => {
      for (
        let index = Math.min(placeIn(blocks, knownMs), blocks.length - 1);
        index >= 0;
        index -= 1
      ) {
        const block = blocks[index];
        if (block === undefined || block.recordedFrom > position) continue;
        const newest = block.publications.findLast(
          ({ at, of }) => at <= knownMs && holdsAt(of, position),
        );
        if (newest !== undefined) return newest.at;
      }
      return -Infinity;
    },
  };
}

/** The first block that ends after an instant. */
function placeIn(blocks: readonly Block[], at: number): number {
  return firstPlace(blocks, ({ publications }) => (publications.at(-1)?.at ?? 0) > at);
}

function blockOf(publications: Publication[]): Block {
  const recordedFrom = Math.min(...publications.map(({ of }) => of.position));
  return { publications, recordedFrom };
}
