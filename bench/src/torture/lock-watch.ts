import pg from 'pg';
import { pause } from './scenario.ts';

/** Tells whether transactions of a database are at work, or come to nothing before others end. */
export interface LockWatch {
  /** Resolves when `work` is done, or as many connections wait for a lock as `busy` says are at work; in any case after a second. */
  doneOrWaiting(work: Promise<unknown>, busy: () => number): Promise<void>;
  close(): Promise<void>;
}

const waiting = `
  select count(*)::integer as count
  from pg_stat_activity a
  where a.datname = current_database() and a.wait_event_type = 'Lock'`;

/** Looks from a connection of its own. */
export async function lockWatch(connectionString: string): Promise<LockWatch> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return {
    async doneOrWaiting(work, busy) {
      let done = false;
      const settled = work.finally(() => (done = true));
      const isDone = () => done;
      for (let tries = 0; tries < 500; tries++) {
        // Most waits for nobody and is over by then.
        await Promise.race([settled, pause(2)]);
        if (isDone()) return;
        const { rows } = await client.query<{ count: number }>(waiting);
        if ((rows[0]?.count ?? 0) >= busy()) return;
      }
    },
    close: () => client.end(),
  };
}
