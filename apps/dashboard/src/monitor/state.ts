import type { Wait } from '../connection/awaited.ts';
import type { DevelopmentDocument, StateAnswer, Transition } from '../connection/wire.ts';
import { initialLive, type LiveState } from '../connection/live-state.ts';
import { noFilter, type FeedFilter } from '../developments/filter.ts';
import { unnamed, type Reference } from '../situation/reference.ts';
import {
  PRESENT,
  type AddressProblem,
  type PageAddress,
  type PageMoment,
  type ReadAddress,
} from '../timeline/address.ts';

/** What is read for one moment, shown all at once so that no half of the page is older than the other. */
export interface Reading {
  readonly moment: PageMoment;
  readonly state: StateAnswer;
  /** The position of the log that the boards were read or pushed at; `state.position` may be further on. */
  readonly boardsAt: number;
}

/** The feed: what is shown, what waits to be shown, and what has just come in. */
export interface FeedState {
  readonly filter: FeedFilter;
  readonly items: readonly DevelopmentDocument[];
  readonly next: string | null;
  /** The position of the log at which it was read. */
  readonly position: number;
  readonly phase: 'loading' | 'ready' | 'loading-more' | 'failed';
  readonly error: string | null;
  /** New or changed developments that wait for the reader to ask for them, and the position of the log that they came with. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Developments inserted a moment ago, to be marked for a while. */
  readonly fresh: readonly string[];
}

/** Everything that the page knows. */
export interface MonitorState {
  readonly address: PageAddress;
  /** What the URL asked for and the page could not show, until the reader moves on. */
  readonly problems: readonly AddressProblem[];
  readonly reference: Reference;
  readonly transitions: readonly Transition[];
  /** Null until the first answer. It may lag behind `address` while another moment loads. */
  readonly reading: Reading | null;
  readonly loading: boolean;
  readonly error: string | null;
  /** What the server waits for, which will answer in a moment, while there is no reading yet; null where it will not. */
  readonly wait: Wait | null;
  readonly documents: ReadonlyMap<string, DevelopmentDocument>;
  readonly feed: FeedState;
  readonly live: LiveState;
  /** Boards and processes whose status changed a moment ago. */
  readonly changed: readonly string[];
  /** The last change in words, for those who listen to the page. */
  readonly announcement: string;
  /** How many events have been recorded since the past moment that is shown was read. */
  readonly newer: number;
}

/** Whether nothing is there to show yet, not even that it could not be read. */
export function isFirstLoad({ reading, error }: MonitorState): boolean {
  return reading === null && error === null;
}

/** Before anything is known. */
export function initialState(
  { address, problems }: ReadAddress = { address: PRESENT, problems: [] },
): MonitorState {
  return {
    address,
    problems,
    reference: unnamed,
    transitions: [],
    reading: null,
    loading: true,
    error: null,
    wait: null,
    documents: new Map(),
    feed: {
      filter: noFilter,
      items: [],
      next: null,
      position: 0,
      phase: 'loading',
      error: null,
      waiting: new Map(),
      fresh: [],
    },
    live: initialLive,
    changed: [],
    announcement: '',
    newer: 0,
  };
}
