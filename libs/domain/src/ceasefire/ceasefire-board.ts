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

/** What of an arrangement decides about the ceasefire. */
export interface Contending extends Contender {
  /** Its history if only one of the things happened that may have. */
  readonly possibly: readonly Contender['history'][];
  /** And if all of them did. */
  readonly altogether: Contender['history'];
}

/** An arrangement as it contends, without all else that it holds. */
export function contendingOf({ id, standing }: StandingArrangement): Contending {
  const { history } = standing.state;
  const { states, all } = standing.options();
  const possibly = states.map((state) => state.history).filter((each) => each !== history);
  return { id, history, possibly, altogether: all.history };
}

/** The ceasefire, by all of its arrangements and without them. */
export function ceasefireOf(
  contenders: readonly Contending[],
  { history: fighting }: HostilitiesState,
): Omit<CeasefireBoard, 'arrangements'> {
  const winner = prevailing(contenders);
  const status = ceasefireStatus(winner);
  const cause = ceasefireCause(contenders);
  return {
    status,
    possibly: otherThan(status, possibleStatuses(contenders)),
    arrangement: winner?.id ?? null,
    ...sinceOf(cause),
    hostilities: fighting?.status ?? 'UNKNOWN',
    hostilitiesSince: instantOrNull(fighting?.at),
    hostilitiesBecause: fighting?.because ?? [],
    because: cause?.because ?? [],
  };
}

/** The same with the arrangements; `boardOf` writes each of them. */
export function ceasefireBoard(
  arrangements: readonly StandingArrangement[],
  hostilities: HostilitiesState,
  boardOf = arrangementBoard,
): CeasefireBoard {
  const ceasefire = ceasefireOf(arrangements.map(contendingOf), hostilities);
  return { ...ceasefire, arrangements: arrangements.flatMap(boardOf) };
}

/** The ceasefire's status if one arrangement stood as it possibly does, and if all of them did. */
function possibleStatuses(contenders: readonly Contending[]): readonly CeasefireBoard['status'][] {
  const single = contenders.flatMap(({ possibly }, index) =>
    possibly.map((history) =>
      contenders.map((each, place): Contender =>
        place === index ? { id: each.id, history } : each,
      ),
    ),
  );
  const together = contenders.map(({ id, altogether }) => ({ id, history: altogether }));
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
