import { committed } from './commit-batch.sql.ts';
import type { ProjectionCommit } from './projection-commit.ts';
import type { Changes } from './read-changes.ts';

/** Commits of this process, for a follower that then need not read them. What is missing here is read. */
export interface HandedOver<State> {
  offer(commit: ProjectionCommit): void;
  /** The changes of `generation` that follow `position`, if they were handed over; what does not lead on is forgotten. */
  next(generation: number, position: number): Changes<State> | undefined;
  /** To be told when changes had to be read: others run the projection now. */
  missed(): void;
  /** Passes a ring of the doorbell on, unless it is for a commit that was offered. */
  ring(payload: string | undefined, look: () => void): void;
  /** As if nothing had been handed over: the database may be another one. */
  forget(): void;
}

/** A follower that lags further behind reads pages, and nothing is kept for it. */
const most = 16;

/** The doorbell may ring before the answer to the commit is here: so long it is waited for, by whoever was offered the one before it. */
const graceMs = 5;

/** Beyond that the doorbell is silent: what it rings for then is looked at. */
const mostUnheard = 64;

/** Nothing was handed over yet. */
export function createHandedOver<State>(): HandedOver<State> {
  let waiting: ProjectionCommit[] = [];
  let leads = false;
  const unheard = new Set<string>();
  const missed = (): void => {
    leads = false;
    unheard.clear();
  };
  const forget = (): void => {
    waiting = [];
    missed();
  };
  const lookUnlessKnown = (payload: string, look: () => void): void => {
    if (!unheard.delete(payload)) look();
  };
  return {
    offer: (commit) => {
      if (waiting.length === most) waiting = [];
      waiting.push(commit);
      if (unheard.size === mostUnheard) unheard.clear();
      unheard.add(committed(commit.projection, commit.through));
    },
    next: (generation, position) => {
      waiting = waiting.filter(({ through }) => through > position);
      const commit = waiting.shift();
      if (commit?.generation === generation && commit.after === position) {
        leads = true;
        return changesOf(commit, waiting.length === 0);
      }
      waiting = [];
      return undefined;
    },
    missed,
    ring: (payload, look) => {
      if (payload === undefined || !leads) look();
      else if (!unheard.delete(payload))
        setTimeout(lookUnlessKnown, graceMs, payload, look).unref();
    },
    forget,
  };
}

function changesOf<State>(commit: ProjectionCommit, complete: boolean): Changes<State> {
  const { generation, through } = commit;
  const revisions = commit.revisions() as Changes<State>['revisions'];
  return { generation, checkpoint: through, revisions, through, complete };
}
