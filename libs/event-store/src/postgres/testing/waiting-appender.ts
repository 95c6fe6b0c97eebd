import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

/** Waits until a log's call in this database waits for a lock; the process that serves it. */
export async function waitingAppender(pool: pg.Pool): Promise<number> {
  for (;;) {
    const { rows } = await pool.query<{ pid: number }>(
      `select a.pid from pg_stat_activity a where a.datname = current_database()
         and a.application_name = 'event-log appender' and a.wait_event_type = 'Lock'`,
    );
    if (rows[0]) return rows[0].pid;
    await delay(5);
  }
}
