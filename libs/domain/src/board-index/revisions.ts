import type { Happening } from '../folding/happening.ts';

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

/** What became of a revision: it is new, it was superseded, or it was superseded and turns out to have been so before. */
export interface Consequence {
  readonly revision: Happening;
  readonly became: 'known' | 'superseded' | 'shortened';
}

/** Keeps the revisions of a development as a chain, newest first. */
export function createRevisions(): Revisions {
  const newest = new Map<string, Happening>();

  function supersede(revision: Happening, at: number): readonly Consequence[] {
    if (revision.supersededAt <= at) return [];
    const held = revision.supersededAt === Infinity;
    revision.supersededAt = at;
    return [{ revision, became: held ? 'superseded' : 'shortened' }];
  }

  function insert(revision: Happening, newer: Happening | undefined, older: Happening | undefined) {
    revision.older = older ?? null;
    if (newer === undefined) newest.set(revision.id, revision);
    else newer.older = revision;
    if (newer !== undefined) {
      revision.supersededAt = Math.min(revision.supersededAt, newer.position);
    }
    const before = older === undefined ? [] : supersede(older, revision.position);
    return [...before, { revision, became: 'known' as const }];
  }

  return {
    take: (revision) => {
      let newer: Happening | undefined;
      let older = newest.get(revision.id);
      while (older !== undefined && older.position > revision.position) {
        newer = older;
        older = older.older ?? undefined;
      }
      if (older?.position === revision.position) return supersede(older, revision.supersededAt);
      return insert(revision, newer, older);
    },
    find: (id, position) => {
      let revision = newest.get(id) ?? null;
      while (revision !== null && revision.position > position) revision = revision.older;
      if (revision === null || revision.supersededAt <= Math.min(position, Number.MAX_VALUE)) {
        return undefined;
      }
      return revision;
    },
  };
}
