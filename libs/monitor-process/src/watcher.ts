import { io, type Socket } from 'socket.io-client';
import type { Monitor } from './monitor.ts';

/** A client of the live socket that remembers what it was told and resumes from there, on this node or another. */
export interface Watcher {
  /** The head when it first connected: it must be told of everything after it. */
  readonly start: number;
  /** The positions that it was told of, as they came. */
  readonly positions: readonly number[];
  /** How often it was told that it must start again. */
  readonly resets: number;
  /** Leaves its node and goes on at another. */
  moveTo(monitor: Pick<Monitor, 'url'>): void;
  close(): void;
}

interface Welcome {
  readonly epoch: string;
  readonly head: number;
}

interface Memory {
  readonly positions: number[];
  welcome: Welcome | undefined;
  resets: number;
  socket: Socket | undefined;
}

/** Connects and waits to be welcomed. When the connection breaks it connects again, from its own position on. */
export async function watchLive(monitor: Pick<Monitor, 'url'>): Promise<Watcher> {
  const memory: Memory = { positions: [], welcome: undefined, resets: 0, socket: undefined };
  await connect(memory, monitor.url);
  return {
    get start() {
      return memory.welcome?.head ?? 0;
    },
    positions: memory.positions,
    get resets() {
      return memory.resets;
    },
    moveTo({ url }) {
      memory.socket?.disconnect();
      void connect(memory, url);
    },
    close() {
      memory.socket?.disconnect();
    },
  };
}

/** Resolves at the first welcome. */
function connect(memory: Memory, url: string): Promise<void> {
  const { positions } = memory;
  const socket = io(`${url}/live`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    auth: (answer) => {
      const { welcome } = memory;
      answer(welcome ? { epoch: welcome.epoch, from: positions.at(-1) ?? welcome.head } : {});
    },
  });
  memory.socket = socket;
  socket.on('reset', () => (memory.resets += 1));
  socket.on('events', (batch: readonly { position: number }[], acknowledge?: () => void) => {
    positions.push(...batch.map(({ position }) => position));
    acknowledge?.();
  });
  return new Promise((resolve) => {
    socket.once('welcome', (message: Welcome) => {
      memory.welcome ??= message;
      resolve();
    });
  });
}
