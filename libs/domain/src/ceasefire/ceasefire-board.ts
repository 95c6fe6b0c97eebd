import type { Arrangement, ArrangementStatus, CeasefireBoard } from '../boards.ts';
import type { Standing } from '../board-index/standing.ts';
import { instantOrNull, otherThan, sinceOf } from '../folding/rendering.ts';
import { talliesOf } from './allegations.ts';
import { type ArrangementStage, type ArrangementState, stageOf } from './arrangement-state.ts';
import { ceasefireCause, ceasefireStatus, type Contender, prevailing } from './ceasefire-run.ts';
import type { HostilitiesState } from './hostilities-fold.ts';

/** One arrangement and how it stands. */
export interface StandingArrangement {
  readonly id: string;
  readonly standing: Standing<ArrangementState>;
}

/** The ceasefire, by all of its arrangements; `boardOf` writes each of them. */
export function ceasefireBoard(
  arrangements: readonly StandingArrangement[],
  { history: fighting }: HostilitiesState,
  boardOf = arrangementBoard,
): CeasefireBoard {
  const contenders = arrangements.map(({ id, standing }) => ({
    id,
    history: standing.state.history,
  }));
  const winner = prevailing(contenders);
  const status = ceasefireStatus(winner);
  const cause = ceasefireCause(contenders);
  return {
    status,
    possibly: otherThan(status, possibleStatuses(arrangements, contenders)),
    arrangement: winner?.id ?? null,
    ...sinceOf(cause),
    hostilities: fighting?.status ?? 'UNKNOWN',
    hostilitiesSince: instantOrNull(fighting?.at),
    hostilitiesBecause: fighting?.because ?? [],
    because: cause?.because ?? [],
    arrangements: arrangements.flatMap(boardOf),
  };
}

/** The ceasefire's status if one arrangement stood as it possibly does, and if all of them did. */
function possibleStatuses(
  arrangements: readonly StandingArrangement[],
  contenders: readonly Contender[],
): readonly CeasefireBoard['status'][] {
  const single = arrangements.flatMap(({ standing }, index) =>
    standing
      .options()
      .states.filter(({ history }) => history !== standing.state.history)
      .map(({ history }) =>
        contenders.map((each, place) => (place === index ? { ...each, history } : each)),
      ),
  );
  const together = arrangements.map(({ id, standing }) => ({
    id,
    history: standing.options().all.history,
  }));
  return [...single, together].map((each) => ceasefireStatus(prevailing(each)));
}

function isKnown(stage: ArrangementStage): stage is ArrangementStatus {
  return stage !== 'NONE';
}

/** The board of one arrangement; none while nothing is known of it. */
export function arrangementBoard({ id, standing }: StandingArrangement): readonly Arrangement[] {
  const { state, options } = standing;
  const status = stageOf(state);
  if (!isKnown(status)) return [];
  const { history, allegations } = state;
  return [
    {
      id,
      status,
      possibly: otherThan(status, options().states.map(stageOf).filter(isKnown)),
      since: instantOrNull(history?.at),
      agreedAt: instantOrNull(state.agreedAt),
      effectiveAt: instantOrNull(state.effectiveAt),
      endedAt: instantOrNull(state.endedAt),
      parties: state.parties,
      mediators: state.mediators,
      allegations: talliesOf([allegations]).map((each) => ({
        ...each,
        since: instantOrNull(each.since),
      })),
      because: history?.because ?? [],
    },
  ];
}
