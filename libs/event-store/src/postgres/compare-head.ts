import type pg from 'pg';
import { genesisHash } from '../log/hash-chain.ts';
import type { Head } from '../log/event-log.ts';
import { hashAtStatement } from './hash-at.sql.ts';
import { readHead } from './read-events.ts';

/**
 * How a log relates to a head of it that was kept elsewhere: it holds everything up to there (`holds`), it ends before (`cut-back`), what it
 * holds up to there is not the same (`rewritten`), or it was begun anew (`another-log`). The hash proves what is held, so that a log that was
 * given another epoch since holds it too; only of an empty log the epoch is all there is to know.
 */
export type HeadVerdict = 'holds' | 'cut-back' | 'rewritten' | 'another-log';

/**
 * Compares the log with a head that was kept elsewhere. `holds` proves something only of a log that verifies.
 * @throws LogUnavailable, LogHeadMissing, or what pg says
 */
export async function compareHead(
  pool: pg.Pool,
  kept: Pick<Head, 'position' | 'hash' | 'epoch'>,
): Promise<HeadVerdict> {
  const head = await readHead(pool);
  const isSameEpoch = head.epoch === kept.epoch;
  const reaches = head.position >= kept.position;
  const isHeld = reaches && (await hashAt(pool, kept.position)) === kept.hash;
  if (isHeld && (isSameEpoch || kept.position > 0)) return 'holds';
  if (!isSameEpoch) return 'another-log';
  return reaches ? 'rewritten' : 'cut-back';
}

/** The hash (hex) stored at a position; undefined where nothing is. */
async function hashAt(pool: pg.Pool, position: number): Promise<string | undefined> {
  if (position === 0) return Buffer.from(genesisHash).toString('hex');
  const query = { ...hashAtStatement, values: [position] };
  return (await pool.query<{ hash: string }>(query)).rows[0]?.hash;
}
