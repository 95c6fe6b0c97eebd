import pg from 'pg';
import type { Contestant } from './contestant.ts';

/** A connection whose transactions append with `append`. */
export async function heldConnection(
  connectionString: string,
  append: (client: pg.Client, stream: string) => Promise<unknown>,
): ReturnType<Contestant['open']> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  // So that a store whose transactions can lock each other out costs milliseconds and not a second.
  await client.query("set deadlock_timeout = '20ms'").catch(() => undefined);
  return {
    async begin() {
      await client.query('begin');
      return {
        append: (stream) => append(client, stream),
        commit: () => client.query('commit'),
        rollback: () => client.query('rollback'),
      };
    },
    close: () => client.end(),
  };
}
