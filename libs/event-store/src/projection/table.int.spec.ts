import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createReadIndexes, createTable, tableName } from './table.ts';
import { ledger } from './testing/ledger.ts';
import { createWorld, type World } from './testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.end());

const indexesOf = async (table: string): Promise<readonly string[]> => {
  const { rows } = await world.pool.query<{ columns: string }>(
    `select substring(pg_get_indexdef(i.indexrelid) from 'USING (.*)') as columns
     from pg_index i where i.indrelid = $1::regclass`,
    [table],
  );
  return rows.map(({ columns }) => columns).sort();
};

describe('the table of a generation', () => {
  const id = { name: 'ledger', version: 1, generation: 1 };
  const other = { ...id, generation: 2 };

  it('has the same indexes for readers whichever release began to fill it', async () => {
    const client = await world.pool.connect();
    await createTable(client, ledger, id);
    await createTable(client, ledger, other);
    await client.query(`alter table ${tableName(other)}
      drop constraint ledger_v1_g2_position, add primary key (key, position)`);
    for (const one of [id, other]) await createReadIndexes(client, ledger, one);
    client.release();
    const expected = await indexesOf(tableName(id));
    expect(expected).toContain('btree ("position")');
    expect(await indexesOf(tableName(other))).toEqual(expect.arrayContaining([...expected]));
  });
});
