import { Agent, request } from 'node:http';

/** An answer and how long it took until all of it was there. */
export interface Timed {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Asks one server over one connection that stays open. */
export interface KeptAlive {
  readonly get: (path: string) => Promise<Timed>;
  /** As the first admin. */
  readonly post: (path: string, body: unknown) => Promise<Timed>;
  readonly close: () => void;
}

/** @throws Error as the connection does */
export function keptAlive(url: string, adminKey: string): KeptAlive {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: 'GET' | 'POST', path: string, body = ''): Promise<Timed> =>
    new Promise((done, fail) => {
      const started = performance.now();
      const headers = {
        authorization: `Bearer ${adminKey}`,
        ...(method === 'POST' && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
      };
      const asked = request(`${url}/api/v1/${path}`, { agent, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const ms = performance.now() - started;
          const text = Buffer.concat(chunks).toString();
          done({ status: response.statusCode ?? 0, text, ms });
        });
        response.on('error', fail);
      });
      asked.on('error', fail);
      asked.end(body);
    });
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', `admin/${path}`, JSON.stringify(body)),
    close: () => {
      agent.destroy();
    },
  };
}

/** @throws Error with the answer unless it has that status */
export function expectStatus({ status, text }: Timed, expected: number): void {
  if (status !== expected) {
    throw new Error(
      `The answer is ${String(status)}, not ${String(expected)}:\n${text.slice(0, 500)}`,
    );
  }
}
