import type pg from 'pg';
import { LogHeadMissing } from '../log/errors.ts';
import type { Head } from '../log/event-log.ts';
import { readHead } from './read-events.ts';

/**
 * Gives the log a new epoch, and leaves every event as it is: whoever knows positions of the log has to begin anew. For a log that was
 * restored from a copy, whose next positions are not what they were. Needs the rights of the log's owner.
 * @throws LogHeadMissing, or what pg says
 */
export async function beginEpoch(pool: pg.Pool): Promise<Head> {
  const { rowCount } = await pool.query('update log.head set epoch = gen_random_uuid()');
  if (rowCount !== 1) throw new LogHeadMissing();
  return readHead(pool);
}
