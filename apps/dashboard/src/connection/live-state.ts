import type { LiveEvent, Reset, Tick, Welcome } from '@ceasefire/contracts';

/** Where the subscription stands. `applied` is the last position whose event this page has taken in. */
export interface LiveState {
  readonly phase: 'connecting' | 'connected' | 'disconnected';
  readonly epoch: string | null;
  readonly applied: number;
  /** The server's last known head. */
  readonly head: number;
  /** Epoch ms of the last time the server said anything, over the socket or by an answer to a poll. */
  readonly heardAt: number | null;
  /** Epoch ms since which there is no socket; null while there is one. */
  readonly lostAt: number | null;
  /** Ticks in a row whose head was beyond what has arrived: two mean that something was lost. */
  readonly ticksBehind: number;
}

/** What happened to the subscription; `at` is epoch ms. */
export type LiveSignal =
  | {
      readonly type: 'loaded';
      readonly epoch: string;
      readonly position: number;
      readonly at: number;
    }
  | { readonly type: 'confirmed'; readonly at: number }
  | { readonly type: 'welcome'; readonly message: Welcome; readonly at: number }
  | { readonly type: 'reset'; readonly message: Reset; readonly at: number }
  | { readonly type: 'events'; readonly batch: readonly LiveEvent[]; readonly at: number }
  | { readonly type: 'tick'; readonly message: Tick; readonly at: number }
  | { readonly type: 'disconnected'; readonly at: number };

/** What the owner of the socket has to do next: nothing, connect anew from `applied`, or fetch everything first. */
export type LiveCure = 'none' | 'resume' | 'reload';

/** The state after a signal, the events to apply (each exactly once, in order), and the cure. */
export interface LiveStep {
  readonly state: LiveState;
  readonly apply: readonly LiveEvent[];
  readonly cure: LiveCure;
}

/** Before the first answer. */
export const initialLive: LiveState = {
  phase: 'connecting',
  epoch: null,
  applied: 0,
  head: 0,
  heardAt: null,
  lostAt: null,
  ticksBehind: 0,
};

/** What a client tells the server at the handshake so that it goes on where it stopped. */
export function resumeFrom(state: LiveState): { epoch?: string; from?: number } {
  return state.epoch === null ? {} : { epoch: state.epoch, from: state.applied };
}

function applyEvents(state: LiveState, batch: readonly LiveEvent[], at: number): LiveStep {
  const apply: LiveEvent[] = [];
  let { applied } = state;
  for (const event of batch) {
    if (event.position <= applied) continue;
    if (event.position !== applied + 1) break;
    apply.push(event);
    applied = event.position;
  }
  const last = batch.at(-1)?.position ?? applied;
  const head = Math.max(state.head, last);
  const next = { ...state, applied, head, heardAt: at, ticksBehind: 0 };
  return { state: next, apply, cure: applied < last ? 'resume' : 'none' };
}

function hearTick(state: LiveState, { head }: Tick, at: number): LiveStep {
  const ticksBehind = head > state.applied ? state.ticksBehind + 1 : 0;
  const next = { ...state, head: Math.max(head, state.head), heardAt: at, ticksBehind };
  return { state: next, apply: [], cure: ticksBehind >= 2 ? 'resume' : 'none' };
}

function welcome(state: LiveState, { epoch, head }: Welcome, at: number): LiveStep {
  const known = state.epoch === null || state.epoch === epoch;
  const next: LiveState = {
    ...state,
    phase: 'connected',
    epoch,
    head,
    heardAt: at,
    lostAt: null,
    ticksBehind: 0,
  };
  return { state: next, apply: [], cure: known ? 'none' : 'reload' };
}

/**
 * Takes in one signal. Guarantees that every event is applied once and in order of position: what was
 * applied is skipped, and a gap is never jumped but asked for again.
 */
export function receive(state: LiveState, signal: LiveSignal): LiveStep {
  const keep = (next: LiveState, cure: LiveCure = 'none'): LiveStep => ({
    state: next,
    apply: [],
    cure,
  });
  switch (signal.type) {
    case 'loaded': {
      const { epoch, position, at } = signal;
      const head = epoch === state.epoch ? Math.max(state.head, position) : position;
      return keep({ ...state, epoch, applied: position, head, heardAt: at, ticksBehind: 0 });
    }
    case 'confirmed':
      return keep({ ...state, heardAt: signal.at });
    case 'welcome':
      return welcome(state, signal.message, signal.at);
    case 'reset':
      return keep({ ...state, heardAt: signal.at, head: signal.message.head }, 'reload');
    case 'events':
      return applyEvents(state, signal.batch, signal.at);
    case 'tick':
      return hearTick(state, signal.message, signal.at);
    case 'disconnected':
      return keep({ ...state, phase: 'disconnected', lostAt: state.lostAt ?? signal.at });
  }
}
