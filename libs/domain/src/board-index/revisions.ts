import type { Happening } from '../folding/happening.ts';
import type { Happenings } from '../folding/happenings.ts';
import { createNewestPlaces } from './newest-places.ts';

/** Every revision of every development, to look one up as of any log position. */
export interface Revisions {
  /**
   * Takes a revision in, in whatever order they come; each ends where the next one begins. Answers what happens to the ones that
   * hold now: one begins to, or one ceases to. A revision that was there before changes nothing, save that it may end.
   */
  readonly take: (revision: Happening) => readonly Consequence[];
  /** The revision of a development that holds at a position; undefined when there is none. */
  readonly find: (id: string, position: number) => Happening | undefined;
}

/** What became of a revision, which is at `place`: it is new, it was superseded, or it was superseded and turns out to have been so before. */
export interface Consequence {
  readonly place: number;
  readonly became: 'known' | 'superseded' | 'shortened';
}

/** Keeps the revisions of a development as a chain, newest first. */
export function createRevisions(happenings: Happenings): Revisions {
  const { at } = happenings;
  const newest = createNewestPlaces((place) => at(place).id);
  /** The place of the revision before one: most have none. */
  const olderThan = new Map<number, number>();

  function supersede(place: number, position: number): readonly Consequence[] {
    const revision = at(place);
    if (revision.supersededAt <= position) return [];
    const held = revision.supersededAt === Infinity;
    revision.supersededAt = position;
    return [{ place, became: held ? 'superseded' : 'shortened' }];
  }

  function insert(revision: Happening, newer: number | undefined, older: number | undefined) {
    const place = happenings.add(revision);
    if (older !== undefined) olderThan.set(place, older);
    if (newer === undefined) newest.set(revision.id, place);
    else {
      olderThan.set(newer, place);
      const put = at(place);
      put.supersededAt = Math.min(put.supersededAt, at(newer).position);
    }
    const before = older === undefined ? [] : supersede(older, revision.position);
    return [...before, { place, became: 'known' as const }];
  }

  return {
    take: (revision) => {
      let newer: number | undefined;
      let older = newest.of(revision.id);
      while (older !== undefined && at(older).position > revision.position) {
        newer = older;
        older = olderThan.get(older);
      }
      if (older !== undefined && at(older).position === revision.position) {
        return supersede(older, revision.supersededAt);
      }
      return insert(revision, newer, older);
    },
    find: (id, position) => {
      let place = newest.of(id);
      while (place !== undefined && at(place).position > position) place = olderThan.get(place);
      if (place === undefined) return undefined;
      const revision = at(place);
      return revision.supersededAt <= Math.min(position, Number.MAX_VALUE) ? undefined : revision;
    },
  };
}
