import type { Socket } from 'node:net';
import { databaseProxy, type DatabaseProxy } from './database-proxy.ts';

/** A proxy before the database that can be cut and mended, to take the database away from one process alone. */
export interface CuttableProxy extends Pick<DatabaseProxy, 'url' | 'close'> {
  /** Drops every connection and refuses new ones. */
  cut(): void;
  /** Leaves every connection open, old ones and new ones, and carries nothing any more. */
  silence(): void;
  /** Serves new connections again. Those that were silenced stay so, as a half-open connection does. */
  mend(): void;
}

type Mode = 'mended' | 'cut' | 'silent';

/** Stands between a client and the database until it is cut. */
export async function cuttableProxy(databaseUrl: string): Promise<CuttableProxy> {
  let mode: Mode = 'mended';
  const proxy = await databaseProxy(databaseUrl, (client, reach) => {
    if (mode === 'cut') client.destroy();
    else if (mode === 'mended') client.pipe(reach()).pipe(client);
  });
  return {
    url: proxy.url,
    close: () => proxy.close(),
    cut() {
      mode = 'cut';
      proxy.drop();
    },
    silence() {
      mode = 'silent';
      for (const socket of proxy.sockets) mute(socket);
    },
    mend() {
      mode = 'mended';
    },
  };
}

function mute(socket: Socket): void {
  socket.unpipe();
  socket.pause();
}
