import type { ClientBase, Pool, QueryResultRow } from 'pg';
import { projectionChannel, swapped } from './commit-batch.sql.ts';
import { leaseLost, type Lease } from './lease.ts';
import { createReadIndexes, setVacuumed, tableName, type TableShape } from './table.ts';
import { inTransaction, inUnseenTransaction } from './transaction.ts';

/** A newer version that nobody has run for so long is thought to be rolled back: an older one may then serve again. */
const abandonedAfterSeconds = 30;

/** What to do in older code where nodes of a newer version serve, or did until a moment ago. */
export const takesOver = ({ version }: { readonly version: number }): string =>
  `Stop every node of version ${version}: ${abandonedAfterSeconds} seconds after the last has ended, a node of this version takes over by itself.`;

const lockLive = `
  select c.version, c.position, c.lease_expires_at > clock_timestamp() as held,
    extract(epoch from clock_timestamp() - coalesce(c.lease_expires_at, c.created_at))::double precision
      as idle_seconds
  from projection.checkpoints c
  where c.name = $1::text and c.live
  for update`;

const retireLive = `
  update projection.checkpoints c
  set live = false, retired_at = now(), updated_at = clock_timestamp()
  where c.name = $1::text and c.live`;

// The lease is given back with it: whoever runs the projection goes on with this generation at once.
const makeLive = `
  update projection.checkpoints c
  set live = true, retired_at = null, lease_owner = null, lease_expires_at = clock_timestamp(),
      updated_at = clock_timestamp()
  where c.name = $1::text and c.generation = $2::integer and c.fence = $3::bigint
  returning c.position`;

/** Makes ready for readers what was filled without them: indexes and statistics. Nobody waits, as nobody reads it yet. */
export async function prepareToServe(pool: Pool, shape: TableShape, lease: Lease): Promise<void> {
  await inUnseenTransaction(pool, async (client) => {
    await client.query('set local statement_timeout = 0');
    await createReadIndexes(client, shape, lease.id);
    await setVacuumed(client, lease.id, true);
    await client.query(`analyze ${tableName(lease.id)}`);
  });
}

/**
 * Puts the generation under `lease` in the place of the live one, in one short transaction; the old one stays as it is.
 *
 * The live one stands still meanwhile, and `catchUp` writes what is missing up to where it stands: else a steady stream of events
 * could keep the two apart for ever. Readers are not taken back in the log. Where the row of the live one was deleted there is nothing to
 * wait for. False, with nothing changed, when a newer version of the code is being run elsewhere.
 * @throws ProjectionError LEASE_LOST from `catchUp`
 */
export async function swapIn(
  pool: Pool,
  lease: Lease,
  catchUp: (position: number) => Promise<void>,
): Promise<boolean> {
  const { name, generation, version } = lease.id;
  return inTransaction(pool, async (client) => {
    // Where another generation became the live one meanwhile, only a second look sees it.
    const live = (await lock(client, name)) ?? (await lock(client, name));
    if (live && !mayReplace(live, version)) return false;
    if (live) await catchUp(live.position);
    await client.query(retireLive, [name]);
    const values = [name, generation, lease.fence];
    const { rows } = await client.query<{ position: string }>(makeLive, values);
    const [mine] = rows;
    if (!mine) throw leaseLost(lease);
    await client.query('select pg_notify($1::text, $2::text)', [projectionChannel, swapped(name)]);
    return true;
  });
}

interface LiveGeneration {
  readonly version: number;
  readonly position: number;
  readonly held: boolean;
  /** Since when nobody runs it. */
  readonly idleSeconds: number;
}

/** Keeps the live generation where it is until the end of the transaction. */
async function lock(client: ClientBase, name: string): Promise<LiveGeneration | undefined> {
  const { rows } = await client.query<QueryResultRow>(lockLive, [name]);
  const [row] = rows;
  return (
    row && {
      version: row['version'] as number,
      position: Number(row['position']),
      held: row['held'] === true,
      idleSeconds: row['idle_seconds'] as number,
    }
  );
}

function mayReplace(live: LiveGeneration, version: number): boolean {
  return version >= live.version || (!live.held && live.idleSeconds > abandonedAfterSeconds);
}
