import type { Pool } from 'pg';
import { openDedicatedClient, type DedicatedClient } from '../postgres/dedicated-client.ts';
import { quoted } from './table.ts';
import { backoffMs, createLatch } from './latch.ts';

/** A connection that hears notifications. What it misses while it is away or silent, polling must find. */
export interface Doorbell {
  readonly listening: boolean;
  stop(): Promise<void>;
}

/** Calls `onRing` with each payload of `channel`, and without one after each connecting: something may have been missed. */
export function listen(pool: Pool, channel: string, onRing: (payload?: string) => void): Doorbell {
  const pause = createLatch();
  let stopping = false;
  const isStopping = (): boolean => stopping;
  let open: DedicatedClient | undefined;

  const attend = async (): Promise<void> => {
    const connection = await openDedicatedClient(pool, { application_name: 'projection-doorbell' });
    try {
      connection.client.on('notification', ({ payload }) => onRing(payload ?? ''));
      await connection.client.query(`listen ${quoted(channel)}`);
      open = connection;
      onRing();
      if (!isStopping()) await connection.lost;
    } finally {
      open = undefined;
      connection.cut();
    }
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !isStopping();) {
      const began = performance.now();
      // Polling goes on and says what is wrong with the database.
      await attend().catch(() => undefined);
      failures = performance.now() - began > backoffMs(failures + 1) ? 0 : failures + 1;
      if (!isStopping()) await pause.sleep(backoffMs(failures + 1));
    }
  };

  const running = run();
  return {
    get listening() {
      return open !== undefined;
    },
    stop: async () => {
      stopping = true;
      pause.wake();
      open?.cut();
      await running;
    },
  };
}
