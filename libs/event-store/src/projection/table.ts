import type { ClientBase, Pool } from 'pg';
import { timed } from '../postgres/timed-query.ts';
import { ProjectionError } from './errors.ts';
import type { Projection } from './projection.ts';

/** Whatever of a projection shapes its table. */
export type TableShape = Pick<Projection<unknown>, 'name' | 'version' | 'indexes'> & {
  readonly columns: Readonly<Record<string, { readonly type: string }>>;
};

/** Which filling of which projection. */
export interface GenerationId {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The table that holds a generation's revisions, qualified and quoted. */
export function tableName(id: GenerationId): string {
  return `projection.${quoted(plainName(id))}`;
}

const plainName = ({ name, version, generation }: GenerationId): string =>
  `${name}_v${version}_g${generation}`;

/** The same in SQL, of a row `c` of `projection.checkpoints`, as `pg_class` has it. */
export const plainNameSql = `c.name || '_v' || c.version || '_g' || c.generation`;

const ownColumns = new Set(['key', 'position', 'superseded_at', 'state']);

/**
 * Refuses a definition that no table can be made of, before anything is stored.
 * @throws ProjectionError BAD_DEFINITION
 */
export function checkDefinition(shape: TableShape): void {
  const refuse = (what: string): never => {
    throw new ProjectionError(
      'BAD_DEFINITION',
      `Projection ${JSON.stringify(shape.name)}: ${what}.`,
    );
  };
  if (!/^[a-z][a-z0-9_-]{0,31}$/.test(shape.name)) refuse('its name must be [a-z][a-z0-9_-]{0,31}');
  if (!Number.isInteger(shape.version) || shape.version < 1)
    refuse('its version must be 1 or more');
  for (const [column, { type }] of Object.entries(shape.columns)) {
    if (!/^[a-z][a-z0-9_]{0,49}$/.test(column) || ownColumns.has(column)) {
      refuse(`the column name ${JSON.stringify(column)} is taken or not [a-z][a-z0-9_]{0,49}`);
    }
    if (!/^[a-z][a-z0-9 ]*(\(\d+(,\d+)?\))?(\[\])?$/.test(type)) {
      refuse(`the type ${JSON.stringify(type)} of column ${column} is not a plain type name`);
    }
  }
}

/**
 * Makes the table of a generation with the one index that filling it needs. Positions are unique in a table, as an event belongs to at
 * most one key, and come in order, so that this index costs little; followers read by it.
 */
export async function createTable(
  client: ClientBase,
  shape: TableShape,
  id: GenerationId,
): Promise<void> {
  const table = tableName(id);
  const columns = Object.entries(shape.columns).map(
    ([name, { type }]) => `, ${quoted(name)} ${type}`,
  );
  await client.query(`
    create table ${table} (
      key text collate "C" not null,
      position bigint not null,
      superseded_at bigint check (superseded_at > position),
      state json not null
      ${columns.join('\n      ')},
      constraint ${indexName(id, 'position')} primary key (position)
    )`);
}

const indexName = (id: GenerationId, suffix: string): string =>
  quoted(`${plainName(id)}_${suffix}`);

/** A pool that gives up on slow answers is right for requests, not for an index on a million rows. */
const longestIndexMs = 3_600_000;

const make = (client: ClientBase | Pool, text: string): Promise<unknown> =>
  client.query(timed({ text }, longestIndexMs));

/** Makes the index by which the current revision of a key is found, and by which there is one at most, where it is missing. */
export async function createCurrentIndex(
  client: ClientBase | Pool,
  id: GenerationId,
): Promise<void> {
  const index = indexName(id, 'current');
  await make(
    client,
    `create unique index if not exists ${index} on ${tableName(id)} (key) where superseded_at is null`,
  );
}

/** Whether `createCurrentIndex` was done. */
export function hasCurrentIndex(client: ClientBase | Pool, id: GenerationId): Promise<boolean> {
  return exists(client, `projection.${indexName(id, 'current')}`);
}

/** Whether a generation's table is there; somebody may have dropped it by hand. */
export function hasTable(client: ClientBase | Pool, id: GenerationId): Promise<boolean> {
  return exists(client, tableName(id));
}

async function exists(client: ClientBase | Pool, relation: string): Promise<boolean> {
  const sql = 'select to_regclass($1::text) is not null as found';
  const { rows } = await client.query<{ found: boolean }>(sql, [relation]);
  return rows[0]?.found === true;
}

/**
 * Makes the indexes that readers need, where they are missing. A generation that nobody reads gets them after its load: building an
 * index once costs less than keeping it up to date row by row.
 */
export async function createReadIndexes(
  client: ClientBase | Pool,
  shape: TableShape,
  id: GenerationId,
): Promise<void> {
  const table = tableName(id);
  await createCurrentIndex(client, id);
  // A table that an earlier release began to fill has another primary key.
  const byPosition = indexName(id, 'position');
  await make(client, `create unique index if not exists ${byPosition} on ${table} (position)`);
  for (const [number, body] of shape.indexes.entries()) {
    const index = indexName(id, `i${number}`);
    await make(client, `create index if not exists ${index} on ${table} ${body}`);
  }
}

/**
 * Says whether the server vacuums a table by itself. While one is filled it would read again and again what was only just written, and the
 * indexes would wait for it.
 */
export async function setVacuumed(
  client: ClientBase,
  id: GenerationId,
  isVacuumed: boolean,
): Promise<void> {
  const change = isVacuumed ? 'reset (autovacuum_enabled)' : 'set (autovacuum_enabled = false)';
  await client.query(`alter table ${tableName(id)} ${change}`);
}

/** Removes the table of a generation. */
export async function dropTable(client: ClientBase, id: GenerationId): Promise<void> {
  await client.query(`drop table if exists ${tableName(id)}`);
}
