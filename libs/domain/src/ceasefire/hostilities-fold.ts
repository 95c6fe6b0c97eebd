import type { Hostilities } from '../boards.ts';
import type { Fold } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import {
  causeOf,
  changed,
  cutHistory,
  graftHistory,
  type History,
  supported,
  surelyAfter,
} from '../folding/history.ts';

/** The fighting as far as it has been folded. */
export interface HostilitiesState {
  readonly history: History<Hostilities>;
}

/** Whether fighting goes on. A report of fighting that may be older than the end of the fighting does not raise it again. */
export const hostilitiesFold: Fold<HostilitiesState> = {
  initial: { history: null },
  apply: (state, happening, { at }) => (happening.moves ? apply(state, happening, at) : state),
  advance: (state) => state,
  cut: ({ history }) => ({ history: cutHistory(history) }),
  graft: (afters, before) => ({
    history: graftHistory(afters, before),
  }),
  turns: ({ moves }) => moves,
  latestChange: ({ history }) => history?.at ?? -Infinity,
  nextClock: () => Infinity,
};

function apply({ history }: HostilitiesState, happening: Happening, at: number): HostilitiesState {
  const status = happening.kind === 'HostilitiesCeased' ? 'CEASED' : 'ONGOING';
  if (history?.status === status) return { history: supported(history, causeOf(happening, at)) };
  if (status === 'ONGOING' && !surelyAfter(happening, history)) return { history };
  return {
    history: changed(history, { status, initial: 'UNKNOWN', cause: causeOf(happening, at) }),
  };
}
