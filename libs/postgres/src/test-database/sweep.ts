import pg from 'pg';
import { testPrefix } from './test-database.ts';

/** Drops the databases that test runs left on the server at `url`: those of every run that `isOver` says is over.
 * A run is known by the number of its first process. */
export async function sweepTestDatabases(
  url: string,
  isOver: (run: number) => boolean,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ ('^' || $1::text || '[0-9]+_') order by datname`,
      [testPrefix],
    );
    for (const { datname } of rows) {
      if (isOver(Number.parseInt(datname.slice(testPrefix.length), 10))) {
        await client.query(`drop database if exists ${datname} with (force)`);
      }
    }
  } finally {
    await client.end();
  }
}
