import type { ProcessDefinition } from '../boards.ts';
import type { FactRevision } from '../facts/fact.ts';
import { createInterner } from '../folding/intern.ts';
import { prepare } from '../folding/prepare.ts';
import { createJudgements, type Judgements } from './judgements.ts';
import { createProcesses, type Processes } from './processes.ts';
import { createPublications } from './publications.ts';
import { counts, type Reading } from './reading.ts';
import { type Consequence, createRevisions, type Revisions } from './revisions.ts';

/** Every revision that was taken in, sorted to where it is read. */
export interface Store {
  readonly take: (revision: FactRevision) => void;
  readonly processes: Processes;
  readonly judgements: Judgements;
  readonly revisions: Revisions;
  /** The highest log position of any revision; 0 for none. */
  readonly position: () => number;
  /** When the newest source that counts was published (epoch ms); `-Infinity` when there is none. */
  readonly lastPublished: (reading: Reading) => number;
}

/** An empty store. */
export function createStore(definitions: readonly ProcessDefinition[]): Store {
  const interner = createInterner();
  const revisions = createRevisions();
  const publications = createPublications();
  const processes = createProcesses(definitions);
  const judgements = createJudgements(revisions.find);
  let head = 0;

  function sort({ revision, became }: Consequence): void {
    judgements.notice(revision.id);
    if (!revision.active) return;
    const known = became === 'known';
    for (const timeline of processes.of(revision)) {
      if (known) timeline.add(revision);
      else timeline.retire(revision);
    }
    if (!known) publications.remove(revision);
    else if (revision.supersededAt === Infinity) publications.add(revision);
  }

  return {
    take: ({ position, supersededAt, state }) => {
      head = Math.max(head, position, supersededAt ?? 0);
      if (state.fact === 'dispute') {
        judgements.take(state, position, supersededAt);
        return;
      }
      const revision = prepare(state, { position, supersededAt }, interner);
      for (const consequence of revisions.take(revision)) sort(consequence);
    },
    processes,
    judgements,
    revisions,
    position: () => head,
    lastPublished: (reading) =>
      reading.position === Infinity
        ? publications.latest(reading.knownMs)
        : lastOf(revisions, reading),
  };
}

function lastOf(revisions: Revisions, reading: Reading): number {
  const past = createPublications();
  revisions.each((revision) => {
    if (counts(revision, reading)) past.add(revision);
  });
  return past.latest(reading.knownMs);
}
