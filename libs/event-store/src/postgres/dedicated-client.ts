import { Socket } from 'node:net';
import pg from 'pg';

/** A connection of one's own, outside any pool. */
export interface DedicatedClient {
  readonly client: pg.Client;
  /** Settles, once, when the connection is gone for whatever reason. */
  readonly lost: Promise<Error>;
  /** Ends it in good order. */
  end(): Promise<void>;
  /** Ends it at once, though the other side may not answer any more. */
  cut(): void;
}

/** Milliseconds that a connection may take to open. */
const connectTimeoutMs = 5000;

/**
 * Opens a connection with the settings of `pool` and `settings` on top.
 * @throws whatever pg says when the server is away or refuses
 */
export async function openDedicatedClient(
  pool: pg.Pool,
  settings: pg.ClientConfig = {},
): Promise<DedicatedClient> {
  // Our own socket, because only destroying it ends a connection whose other side went silent.
  const socket = new Socket();
  const client = new pg.Client({
    ...pool.options,
    // The pool hides its password from being copied.
    password: pool.options.password,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    ...settings,
    stream: () => socket,
  });
  const lost = new Promise<Error>((resolve) => {
    client.once('error', resolve);
    client.once('end', () => {
      resolve(new Error('the connection to the database ended'));
    });
  });
  // Later errors of a lost connection say nothing new, but nobody listening would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return {
    client,
    lost,
    end: () => client.end(),
    cut() {
      socket.destroy(new Error('the connection to the database was cut: it did not answer'));
    },
  };
}
