import type { ProcessDefinition } from '../boards.ts';
import type { FactRevision } from '../facts/fact.ts';
import { createHappenings, type Happenings } from '../folding/happenings.ts';
import { prepare, publicationsOf } from '../folding/prepare.ts';
import type { Distances } from './distances.ts';
import { createJudgements, type Judgements } from './judgements.ts';
import { createMemory } from './memory.ts';
import { createNames, type Names } from './names.ts';
import { createProcesses, type SortedProcesses } from './processes.ts';
import { createPublications, type Publications } from './publications.ts';
import { type Consequence, createRevisions, type Revisions } from './revisions.ts';

/** Every revision that was taken in, sorted to where it is read. */
export interface Store {
  readonly take: (revision: FactRevision) => void;
  readonly happenings: Happenings;
  readonly processes: SortedProcesses;
  readonly judgements: Judgements;
  readonly revisions: Revisions;
  readonly publications: Publications;
  readonly names: Names;
  /** The highest log position of any revision; 0 for none. */
  readonly position: () => number;
}

/** An empty store. */
export function createStore(
  definitions: readonly ProcessDefinition[],
  distances: Distances,
): Store {
  const happenings = createHappenings();
  const revisions = createRevisions(happenings);
  const publications = createPublications(happenings);
  const keeping = { ...distances, happenings, memory: createMemory() };
  const processes = createProcesses(definitions, keeping);
  const judgements = createJudgements(revisions.find);
  const names = createNames();
  let head = 0;

  function sort({ place, became }: Consequence, published: readonly number[]): void {
    const revision = happenings.at(place);
    const known = became === 'known';
    judgements.notice(revision.id);
    if (became === 'superseded') names.count(revision, -1);
    if (known && revision.supersededAt === Infinity) names.count(revision, 1);
    if (revision.status !== 'active') return;
    for (const timeline of processes.of(revision)) {
      if (known) timeline.add(place);
      else timeline.retire(place);
    }
    if (known) publications.add(place, published);
  }

  return {
    take: ({ position, supersededAt, state }) => {
      head = Math.max(head, position, supersededAt ?? 0);
      if (state.fact === 'dispute') {
        judgements.take(state, position, supersededAt);
        return;
      }
      const revision = prepare(state, { position, supersededAt });
      const published = publicationsOf(state);
      for (const consequence of revisions.take(revision)) sort(consequence, published);
    },
    happenings,
    processes,
    judgements,
    revisions,
    publications,
    names,
    position: () => head,
  };
}
