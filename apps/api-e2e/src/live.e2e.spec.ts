import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Monitor,
  type Written,
  eventually,
  read,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';
import { io, type Socket } from 'socket.io-client';

interface LiveEvent {
  position: number;
  type: string;
  development: string | null;
}
type Ack = () => void;

/** A client that remembers what it was told, acknowledging each batch. */
class Watcher {
  readonly events: LiveEvent[] = [];
  readonly boards: { position: number; changed: Record<string, unknown> }[] = [];
  welcome: { epoch: string; head: number } | undefined;
  reset: { reason: string; epoch: string; head: number } | undefined;
  readonly socket: Socket;

  constructor(monitor: Monitor, auth: { epoch?: string; from?: number } = {}) {
    this.socket = io(`${monitor.url}/live`, {
      transports: ['websocket'],
      auth,
      forceNew: true,
      reconnection: false,
    });
    this.socket.on('welcome', (message: Watcher['welcome']) => (this.welcome = message));
    this.socket.on('reset', (message: Watcher['reset']) => (this.reset = message));
    this.socket.on('events', (batch: LiveEvent[], ack?: Ack) => {
      this.events.push(...batch);
      ack?.();
    });
    this.socket.on('boards', (message: Watcher['boards'][number]) => this.boards.push(message));
  }

  positions(): number[] {
    return this.events.map((event) => event.position);
  }
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('watching live', () => {
  let monitor: Monitor;
  const watchers: Watcher[] = [];
  const watch = (auth?: ConstructorParameters<typeof Watcher>[1]) => {
    const watcher = new Watcher(monitor, auth);
    watchers.push(watcher);
    return watcher;
  };
  const head = async () => (await read<{ position: number }>(monitor, 'state')).body.position;
  const epoch = async () => (await read<{ epoch: string }>(monitor, 'state')).body.epoch;
  beforeAll(async () => {
    monitor = await startMonitor();
  }, 60_000);
  afterAll(async () => {
    for (const watcher of watchers) watcher.socket.disconnect();
    await monitor.stop();
  });

  it('a posted development reaches a watcher, the log, its history and the event stream once', async () => {
    const watcher = watch();
    await eventually(() => watcher.welcome);
    const stream = new AbortController();
    const response = await fetch(`${monitor.url}/api/v1/live`, {
      signal: stream.signal,
      headers: { accept: 'text/event-stream', 'last-event-id': String(await head()) },
    });
    let streamed = '';
    void (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) streamed += decoder.decode(chunk);
    })().catch(() => undefined);

    const { body } = await write<Written>(monitor, 'developments', statement({ id: 'seen-once' }));
    await eventually(() => (watcher.positions().includes(body.position) ? true : undefined));
    await eventually(() =>
      streamed.includes(`id: ${String(body.position)}\n`) ? true : undefined,
    );
    await new Promise((done) => setTimeout(done, 300));
    stream.abort();
    expect(watcher.events.filter((event) => event.development === 'seen-once')).toHaveLength(1);
    expect(streamed.split(`id: ${String(body.position)}\n`)).toHaveLength(2);
    const log = await read<{ items: { position: number }[] }>(
      monitor,
      `log?after=${String(body.position - 1)}`,
    );
    expect(log.body.items.map((item) => item.position)).toEqual([body.position]);
    const history = await read<{ items: unknown[] }>(monitor, 'developments/seen-once/history');
    expect(history.body.items).toHaveLength(1);
  });

  it('a watcher that was away resumes from its own position without loss or duplicate', async () => {
    const from = await head();
    for (let index = 0; index < 450; index += 50) {
      await Promise.all(
        range(index, index + 49).map((number) =>
          write(monitor, 'developments', statement({ id: `away-${String(number)}` })),
        ),
      );
    }
    const to = await head();
    expect(to - from).toBe(450);
    const watcher = watch({ epoch: await epoch(), from });
    await eventually(() => (watcher.events.length >= 450 ? true : undefined));
    expect(watcher.positions()).toEqual(range(from + 1, to));
  }, 60_000);

  it('a watcher of another log, or of a longer one, is told to start again', async () => {
    const stranger = watch({ epoch: '00000000-0000-4000-8000-000000000000', from: 1 });
    const prophet = watch({ epoch: await epoch(), from: 1_000_000 });
    const [first, second] = await Promise.all(
      [stranger, prophet].map((each) => eventually(() => each.reset)),
    );
    expect(first?.epoch).toBe(await epoch());
    expect(second?.head).toBe(await head());
    expect([stranger.events, prophet.events]).toEqual([[], []]);
  });

  it('a change of a board follows the event that caused it', async () => {
    const watcher = watch();
    await eventually(() => watcher.welcome);
    const { body } = await write<Written>(
      monitor,
      'developments',
      statement({
        id: 'terms',
        kind: 'TermsAgreed',
        process: 'monitoring-centre',
        summary: 'The two ministries agreed on the terms of the centre.',
      }),
    );
    const change = await eventually(() =>
      watcher.boards.find((message) => message.position >= body.position),
    );
    expect(watcher.positions()).toContain(body.position);
    expect(JSON.stringify(change.changed['negotiations'])).toContain('TERMS_AGREED');
  });

  it('a page of another origin is refused at the handshake', async () => {
    const socket = io(`${monitor.url}/live`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: 'https://elsewhere.example' },
    });
    const outcome = await new Promise<string>((done) => {
      socket.on('connect_error', () => done('refused'));
      socket.on('welcome', () => done('let in'));
    });
    socket.disconnect();
    expect(outcome).toBe('refused');
  });
});
