import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One keep-alive connection that asks for one path over and over. Plain, so that the client costs little beside the server. */
export interface Connection {
  /** Milliseconds until the whole answer was there. @throws Error when its status is not 200 or its body differs from the first */
  ask(): Promise<number>;
  close(): void;
}

const headEnd = Buffer.from('\r\n\r\n');

/** Splits what has arrived into the head and the body, or undefined while some is missing. */
function whole(received: Buffer): { head: string; body: Buffer } | undefined {
  const end = received.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error(`The answer has no length:\n${head}`);
  const body = received.subarray(end + headEnd.length);
  return body.length < length ? undefined : { head, body: body.subarray(0, length) };
}

async function answerOn(socket: Socket): Promise<{ head: string; body: Buffer }> {
  let received: Buffer = Buffer.alloc(0);
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = whole(received);
    if (answer !== undefined) return answer;
  }
}

/** Connects to the server of `url`. */
export async function connectionTo(url: URL): Promise<Connection> {
  const socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true });
  await once(socket, 'connect');
  const request = `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`;
  let expected: Buffer | undefined;
  return {
    async ask() {
      const started = performance.now();
      socket.write(request);
      const { head, body } = await answerOn(socket);
      const ms = performance.now() - started;
      if (!head.startsWith('HTTP/1.1 200')) throw new Error(`The answer is not 200:\n${head}`);
      expected ??= Buffer.from(body);
      if (!expected.equals(body)) throw new Error('Two answers to the same question differ.');
      return ms;
    },
    close: () => socket.destroy(),
  };
}
