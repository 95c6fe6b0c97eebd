/** What the API sends, by the names that this page uses: the one definition of each is the schema in the contracts. */
export type {
  DevelopmentAnswer as DevelopmentDocument,
  DevelopmentsPage,
  History as HistoryAnswer,
  HistoryEntry,
  Transitions as TransitionsAnswer,
} from '@ceasefire/contracts';
import type { State } from '@ceasefire/contracts';
import type { Boards } from '@ceasefire/domain';

/** The answer of `GET state`: the boards, and what they were read at. */
export type StateAnswer = Omit<State, keyof Boards> & Boards;

export type { Boards, Dispute, Transition } from '@ceasefire/domain';
