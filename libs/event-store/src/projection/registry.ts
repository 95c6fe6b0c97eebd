import type { ClientBase, Pool, QueryResultRow } from 'pg';
import { readLeftovers } from './leftovers.ts';
import type { ProjectionFailure } from './projection.ts';
import {
  checkDefinition,
  createReadIndexes,
  createTable,
  dropTable,
  plainNameSql,
  setVacuumed,
  type GenerationId,
  type TableShape,
} from './table.ts';
import { inTransaction } from './transaction.ts';

/** A row of `projection.checkpoints`: one filling of a projection's table. */
export interface Generation extends GenerationId {
  readonly live: boolean;
  readonly position: number;
  /** 32 bytes. */
  readonly digest: Buffer;
  readonly status: 'catching-up' | 'live' | 'stopped';
  readonly error: ProjectionFailure | null;
  /** Who holds a lease that has not run out. */
  readonly owner: string | null;
  readonly fence: number;
  /** When it ceased to be the live one, in epoch seconds; null: it never was, or is again. */
  readonly retiredAt: number | null;
  /** Whether an operator stopped its filling. */
  readonly halted: boolean;
  /** Whether its table is there; somebody may have dropped it by hand. */
  readonly hasTable: boolean;
  /** When it last moved, RFC 3339 UTC. */
  readonly updatedAt: string;
  /** Where its filling was last begun or taken up, and the seconds from then to its last progress. */
  readonly filledFrom: number;
  readonly fillingSeconds: number;
}

/** Whether it is on its way to become the live one for the first time. */
export const isShadow = ({ live, retiredAt }: Generation): boolean => !live && retiredAt === null;

const columns = `
  c.name, c.version, c.generation, c.live, c.position, c.digest, c.status, c.error, c.fence, c.updated_at,
  case when c.lease_expires_at > clock_timestamp() then c.lease_owner end as owner,
  extract(epoch from c.retired_at)::double precision as retired_at, c.halted_at is not null as halted,
  to_regclass(format('projection.%I', ${plainNameSql})) is not null as has_table,
  c.filled_from, greatest(0, extract(epoch from
    c.updated_at - coalesce(c.filled_since, c.created_at)))::double precision as filling_seconds`;

const selectGenerations = `
  select ${columns}
  from projection.checkpoints c
  where c.name = any($1::text[])
  order by c.name, c.live desc, c.generation desc`;

const insertGeneration = `
  insert into projection.checkpoints as c (name, version, generation, live)
  values ($1::text, $2::integer, $3::integer, $4::boolean)
  returning ${columns}`;

const deleteGeneration = `
  delete from projection.checkpoints c where c.name = $1::text and c.generation = $2::integer`;

/** The generations of the named projections: by name, the live one first, then the newest. */
export async function readGenerations(
  pool: Pool | ClientBase,
  names: readonly string[],
): Promise<readonly Generation[]> {
  const { rows } = await pool.query<QueryResultRow>(selectGenerations, [names]);
  return rows.map(generationOf);
}

/**
 * The generation that this version of the code works on: the live one when it is of this version, else the newest of this version that
 * has its table still, else a new one that starts at position 0. The first generation of a projection is live at once, as there is nothing
 * else to serve; not so where another was served, whose row somebody deleted: nodes still show what it held.
 */
export async function openGeneration(pool: Pool, shape: TableShape): Promise<Generation> {
  const own = (known: readonly Generation[]): Generation | undefined =>
    known.find(({ version, live, hasTable }) => version === shape.version && (live || hasTable));
  // Without a lock first: that is the answer in all calls but one.
  const found = own(await readGenerations(pool, [shape.name]));
  if (found) return found;
  return createUnderLock(pool, shape, async (known, create) => own(known) ?? (await create()));
}

/**
 * Chooses among the generations that there are, or creates one beside them, live only when it is the first; then those that are neither
 * live nor held are removed.
 */
export type Decide = (
  known: readonly Generation[],
  create: () => Promise<Generation>,
) => Promise<Generation>;

/** Lets `decide` choose while nobody else creates a generation of the projection. */
export function createUnderLock(
  pool: Pool,
  shape: TableShape,
  decide: Decide,
): Promise<Generation> {
  checkDefinition(shape);
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtextextended($1::text, 0))`, [
      `projection:${shape.name}`,
    ]);
    const known = await readGenerations(client, [shape.name]);
    return decide(known, () => create(client, shape, known));
  });
}

async function create(
  client: ClientBase,
  shape: TableShape,
  known: readonly Generation[],
): Promise<Generation> {
  for (const old of known) {
    if (old.live || old.owner !== null) continue;
    await client.query(deleteGeneration, [old.name, old.generation]);
    await dropTable(client, old);
  }
  // What stands without a row takes no writes and is of no more use.
  const leftovers = await readLeftovers(client, shape.name);
  for (const left of leftovers) await dropTable(client, left);
  const generation = Math.max(0, ...[...known, ...leftovers].map((old) => old.generation)) + 1;
  const live = known.length === 0 && leftovers.length === 0;
  const id = { name: shape.name, version: shape.version, generation };
  await createTable(client, shape, id);
  if (live) await createReadIndexes(client, shape, id);
  else await setVacuumed(client, id, false);
  const { rows } = await client.query<QueryResultRow>(insertGeneration, [
    id.name,
    id.version,
    id.generation,
    live,
  ]);
  return generationOf(rows[0] ?? {});
}

/** Reads a row that was selected with the columns of a generation. */
function generationOf(row: QueryResultRow): Generation {
  return {
    name: row['name'] as string,
    version: row['version'] as number,
    generation: row['generation'] as number,
    live: row['live'] as boolean,
    position: Number(row['position']),
    digest: row['digest'] as Buffer,
    status: row['status'] as Generation['status'],
    error: row['error'] as ProjectionFailure | null,
    owner: row['owner'] as string | null,
    fence: Number(row['fence']),
    retiredAt: row['retired_at'] as number | null,
    halted: row['halted'] as boolean,
    hasTable: row['has_table'] as boolean,
    updatedAt: (row['updated_at'] as Date).toISOString(),
    filledFrom: Number(row['filled_from']),
    fillingSeconds: row['filling_seconds'] as number,
  };
}
