import { commandLine } from '@ceasefire/monitor-process';
import pg from 'pg';
import type { Rack } from './scenario.ts';

interface StoredDevelopment {
  readonly id: string;
  readonly position: string;
  readonly events: string;
}

/**
 * Holds the log against what clients were told: every acknowledged development once and at its position, none twice under one idempotency
 * key, positions dense, the chain whole, and the projections equal to a clean replay.
 */
export async function checkLog(
  rack: Rack,
  databaseUrl: string,
  acknowledged: ReadonlyMap<string, number>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await checkAcknowledged(rack, client, acknowledged);
    await checkKeys(rack, client);
    await checkDense(rack, client);
  } finally {
    await client.end();
  }
  for (const command of [['verify'], ['replay', '--dry-run']]) {
    const { status, output } = await commandLine(databaseUrl, command);
    if (status !== 0) rack.fail(`monitor ${command.join(' ')} ended with ${status}: ${output}`);
  }
  rack.tell(
    `${String(acknowledged.size)} acknowledged developments held against the log; monitor verify; monitor replay --dry-run`,
  );
}

async function checkAcknowledged(
  rack: Rack,
  client: pg.Client,
  acknowledged: ReadonlyMap<string, number>,
): Promise<void> {
  const { rows } = await client.query<StoredDevelopment>(
    `select substr(e.stream, 13) as id, min(e.position)::text as position, count(*)::text as events
     from log.events e where e.stream like 'development-%' group by e.stream order by 1`,
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const ids = [...acknowledged.keys()];
  const missing = ids.filter((id) => !stored.has(id));
  const twice = ids.filter((id) => Number(stored.get(id)?.events ?? 1) !== 1);
  const elsewhere = [...acknowledged].filter(
    ([id, position]) => Number(stored.get(id)?.position ?? position) !== position,
  );
  if (missing.length > 0) rack.fail(`acknowledged but missing: ${some(missing)}`);
  if (twice.length > 0) rack.fail(`stored more than once: ${some(twice)}`);
  if (elsewhere.length > 0)
    rack.fail(`acknowledged at another position: ${some(elsewhere.map(([id]) => id))}`);
}

/** The clients of a storm put their idempotency key into the summary, in brackets. */
async function checkKeys(rack: Rack, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ key: string }>(
    `select k.key from (
       select substring(e.data::jsonb ->> 'summary' from '\\(([a-z]+-[0-9]+)\\)\\.$') as key
       from log.events e where e.stream like 'development-%'
     ) k
     where k.key is not null group by k.key having count(*) > 1 order by k.key`,
  );
  if (rows.length > 0) rack.fail(`stored twice under one key: ${some(rows.map(({ key }) => key))}`);
}

async function checkDense(rack: Rack, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: string; first: string; last: string; head: string }>(
    `select count(*)::text as count, coalesce(min(e.position), 1)::text as first, coalesce(max(e.position), 0)::text as last,
       (select h.position::text from log.head h) as head
     from log.events e`,
  );
  const [row] = rows;
  const { first, last, head, count } = { ...row };
  if (first !== '1' || last !== count || head !== count)
    rack.fail(`positions are not dense: ${JSON.stringify(row)}`);
}

const some = (names: readonly string[]): string =>
  `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${String(names.length - 5)} more` : ''}`;
