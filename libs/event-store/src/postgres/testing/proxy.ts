import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to the database that a test can cut. */
export interface Proxy {
  /** The database's URL by way of this proxy. */
  readonly url: string;
  /** Open connections carry nothing any more, and nobody is told. New ones work. */
  silence(): void;
  /** Ends open connections; new ones are ended at once until `allow`. */
  refuse(): void;
  allow(): void;
  close(): Promise<void>;
}

/** Opens a proxy before the database at `url`. */
export async function openProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let refusing = false;
  const server = createServer((near) => {
    if (refusing) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const end = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: through.href,
    silence() {
      for (const socket of open) {
        socket.unpipe();
        socket.pause();
      }
    },
    refuse() {
      refusing = true;
      end();
    },
    allow() {
      refusing = false;
    },
    async close() {
      end();
      server.close();
      await once(server, 'close');
    },
  };
}
