import pg from 'pg';

/** Counts what a store's table holds, over a connection of its own. */
export interface Counting {
  count(): Promise<number>;
  close(): Promise<void>;
}

/** `table` is a name with its schema, written in this repository. */
export async function countingOf(connectionString: string, table: string): Promise<Counting> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return {
    async count() {
      const { rows } = await client.query<{ count: string }>(
        `select count(*)::text as count from ${table}`,
      );
      return Number(rows[0]?.count);
    },
    close: () => client.end(),
  };
}
