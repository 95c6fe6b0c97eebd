import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';

/** A TCP proxy before the database that can be cut and mended, to take the database away from one process alone. */
export interface CuttableProxy {
  /** The database's address, through the proxy. */
  readonly url: string;
  /** Drops every connection and refuses new ones. */
  cut(): void;
  /** Leaves every connection open, old ones and new ones, and carries nothing any more. */
  silence(): void;
  /** Serves new connections again. Those that were silenced stay so, as a half-open connection does. */
  mend(): void;
  close(): Promise<void>;
}

type Mode = 'mended' | 'cut' | 'silent';

/** Stands between a client and the database until it is cut. */
export async function cuttableProxy(databaseUrl: string): Promise<CuttableProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let mode: Mode = 'mended';
  const dropAll = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((client) => {
    if (mode === 'cut') client.destroy();
    else if (mode === 'silent') hold(client, open);
    else join(client, connect(Number(target.port), target.hostname), open);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    cut() {
      mode = 'cut';
      dropAll();
    },
    silence() {
      mode = 'silent';
      for (const socket of open) mute(socket);
    },
    mend() {
      mode = 'mended';
    },
    async close() {
      dropAll();
      server.close();
      await once(server, 'close');
    },
  };
}

function hold(socket: Socket, open: Set<Socket>): void {
  open.add(socket);
  socket.on('close', () => open.delete(socket));
  socket.on('error', () => socket.destroy());
}

function mute(socket: Socket): void {
  socket.unpipe();
  socket.pause();
}

function join(client: Socket, upstream: Socket, open: Set<Socket>): void {
  for (const socket of [client, upstream]) {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {
      client.destroy();
      upstream.destroy();
    });
  }
  client.pipe(upstream).pipe(client);
}
