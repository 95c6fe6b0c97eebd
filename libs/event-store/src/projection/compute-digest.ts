import type { ClientBase, Pool } from 'pg';
import { createDigest } from './digest.ts';
import { ProjectionError } from './errors.ts';
import { readGenerations } from './registry.ts';
import { hasTable, tableName, type GenerationId } from './table.ts';
import { inSnapshot } from './transaction.ts';
import { firstWrongEnd } from './wrong-ends.ts';

/** What a projection's table holds against what its checkpoint says. Digests are hex. */
export interface ComputedDigest {
  readonly generation: number;
  readonly position: number;
  readonly revisions: number;
  /** As kept beside the checkpoint. */
  readonly recorded: string;
  /** As read from the rows; null when the table is missing. */
  readonly computed: string | null;
  /** The first revision that does not end where the next one of its key begins; null when all are right. */
  readonly wrongEnd: number | null;
}

const pageSize = 5_000;

/**
 * Reads every revision of the live generation and computes its digest anew, while it may go on growing.
 * @throws ProjectionError NO_LIVE_GENERATION when the projection was never run
 */
export function computeDigest(pool: Pool, name: string): Promise<ComputedDigest> {
  return inSnapshot(pool, async (client) => {
    const live = (await readGenerations(client, [name])).find((one) => one.live);
    if (!live) throw neverRun(name);
    const { generation, position } = live;
    const recorded = live.digest.toString('hex');
    if (!(await hasTable(client, live)))
      return { generation, position, revisions: 0, recorded, computed: null, wrongEnd: null };
    const digest = createDigest();
    let revisions = 0;
    for await (const { key, position: at, state } of readRevisions(client, live, position)) {
      digest.add(key, at, state);
      revisions += 1;
    }
    // In a snapshot no end is later than the checkpoint.
    const wrongEnd = await firstWrongEnd(client, live, Number.MAX_SAFE_INTEGER);
    return { generation, position, revisions, recorded, computed: digest.hex(), wrongEnd };
  });
}

/** What is said of a projection without a generation to read. */
export function neverRun(name: string): ProjectionError {
  const message = `Projection ${name} has no table yet: start a node that runs it.`;
  return new ProjectionError('NO_LIVE_GENERATION', message);
}

/** The digest, hex, that a generation had when it stood at `through`. */
export function digestThrough(pool: Pool, id: GenerationId, through: number): Promise<string> {
  return inSnapshot(pool, async (client) => {
    const digest = createDigest();
    for await (const { key, position, state } of readRevisions(client, id, through)) {
      digest.add(key, position, state);
    }
    return digest.hex();
  });
}

interface StoredRevision {
  readonly key: string;
  readonly position: number;
  /** Exactly as stored. */
  readonly state: string;
}

async function* readRevisions(
  client: ClientBase,
  id: GenerationId,
  through: number,
): AsyncGenerator<StoredRevision> {
  const sql = `
    select t.key, t.position, t.state::text as state
    from ${tableName(id)} t
    where t.position > $1::bigint and t.position <= $2::bigint
    order by t.position
    limit ${pageSize}`;
  for (let after = 0; ;) {
    const { rows } = await client.query<{ key: string; position: string; state: string }>(sql, [
      after,
      through,
    ]);
    for (const row of rows) {
      after = Number(row.position);
      yield { key: row.key, position: after, state: row.state };
    }
    if (rows.length < pageSize) return;
  }
}
