import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before the database. */
export interface DatabaseProxy {
  /** The database's address, through the proxy. */
  readonly url: string;
  /** What is open now, to clients and to the database. */
  readonly sockets: ReadonlySet<Socket>;
  /** Drops every connection; new ones are served. */
  drop(): void;
  /** Drops every connection and serves none any more. */
  close(): Promise<void>;
}

/** Serves a client; `reach` connects to the database for it, and an error of either connection ends both. */
export type ServeClient = (client: Socket, reach: () => Socket) => void;

/** Stands between clients and the database; `serve` says what becomes of each of them. */
export async function databaseProxy(
  databaseUrl: string,
  serve: ServeClient,
): Promise<DatabaseProxy> {
  const url = new URL(databaseUrl);
  const { port, hostname } = url;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket, end: () => void): Socket => {
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket)).on('error', end);
  };
  const server = createServer((client) => {
    const ends = [client];
    const end = (): void => {
      for (const socket of ends) socket.destroy();
    };
    keep(client, end);
    serve(client, () => {
      const upstream = connect(Number(port), hostname);
      ends.push(upstream);
      return keep(upstream, end);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    sockets,
    drop,
    async close() {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
