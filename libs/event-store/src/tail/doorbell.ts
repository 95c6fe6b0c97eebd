import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { openDedicatedClient, type DedicatedClient } from '../postgres/dedicated-client.ts';
import { timed } from '../postgres/timed-query.ts';

/** What a doorbell needs; times in milliseconds. */
export interface DoorbellOptions {
  readonly pool: pg.Pool;
  /** Hears the log's position after each append, or undefined when rings may have been missed. */
  readonly onRing: (position: number | undefined) => void;
  /** Time between two probes of the listener. */
  readonly probeMs: number;
  /** Time in which a probe must be heard. */
  readonly probeTimeoutMs: number;
}

/** How a doorbell fares. */
export interface DoorbellStatus {
  /** True while the listener is connected and heard its last probe. */
  readonly listening: boolean;
  /** RFC 3339; when anything was heard last. */
  readonly lastHeardAt: string | null;
  /** How often a lost or silent listener was replaced. */
  readonly reconnects: number;
}

/** A listener for appends by any node. It may miss some: a hint to look, never the truth. */
export interface Doorbell {
  status(): DoorbellStatus;
  close(): Promise<void>;
}

interface State {
  readonly options: DoorbellOptions;
  readonly closing: AbortController;
  /** A channel of its own, so that nodes do not hear one another's probes. */
  readonly probeChannel: string;
  heardProbe: () => void;
  link: DedicatedClient | undefined;
  listening: boolean;
  lastHeardAt: string | null;
  connections: number;
}

const firstPauseMs = 50;
const longestPauseMs = 2000;

/**
 * Listens on a connection of its own and replaces it when it is lost, or when it does not hear what it sends to itself
 * through the pool: a half-open connection gives no other sign.
 */
export function openDoorbell(options: DoorbellOptions): Doorbell {
  const state: State = {
    options,
    closing: new AbortController(),
    probeChannel: `log_probe_${randomUUID().replaceAll('-', '')}`,
    heardProbe: () => undefined,
    link: undefined,
    listening: false,
    lastHeardAt: null,
    connections: 0,
  };
  const running = keepListening(state);
  return {
    status() {
      const { listening, lastHeardAt, connections } = state;
      return { listening, lastHeardAt, reconnects: Math.max(0, connections - 1) };
    },
    async close() {
      state.closing.abort();
      state.link?.cut();
      await running;
    },
  };
}

async function keepListening(state: State): Promise<void> {
  const { signal } = state.closing;
  for (let pauseMs = firstPauseMs; !signal.aborted;) {
    const before = state.connections;
    try {
      await listenUntilLost(state);
    } catch {
      // Not connected, or closing: the status says so, and polling goes on meanwhile.
    }
    state.listening = false;
    state.link?.cut();
    state.link = undefined;
    pauseMs = state.connections > before ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

async function listenUntilLost(state: State): Promise<void> {
  const { options, probeChannel } = state;
  const opened = await openDedicatedClient(options.pool, {
    application_name: 'event-log doorbell',
    query_timeout: options.probeTimeoutMs,
  });
  state.link = opened;
  opened.client.on('notification', (message) => {
    hear(state, message);
  });
  await opened.client.query(`listen log; listen ${probeChannel}`);
  state.connections += 1;
  state.listening = true;
  options.onRing(undefined);
  const over = new AbortController();
  try {
    const signal = AbortSignal.any([state.closing.signal, over.signal]);
    await Promise.race([opened.lost, probeUntilUnheard(state, signal)]);
  } finally {
    over.abort();
    state.heardProbe();
  }
}

function hear(state: State, message: pg.Notification): void {
  state.lastHeardAt = new Date().toISOString();
  if (message.channel === state.probeChannel) state.heardProbe();
  else state.options.onRing(Number(message.payload));
}

async function probeUntilUnheard(state: State, signal: AbortSignal): Promise<void> {
  const { probeMs, probeTimeoutMs } = state.options;
  for (let heard = true; heard;) {
    await delay(probeMs, undefined, { signal });
    heard = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(resolve, probeTimeoutMs, false);
      state.heardProbe = () => {
        clearTimeout(timer);
        resolve(true);
      };
      // When it cannot be sent it will not be heard.
      sendProbe(state).catch(() => undefined);
    });
  }
}

async function sendProbe({ options, probeChannel }: State): Promise<void> {
  const query = { text: 'select pg_notify($1::text, $2::text)', values: [probeChannel, ''] };
  await options.pool.query(timed(query, options.probeTimeoutMs));
}
