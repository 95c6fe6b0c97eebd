import { connect } from 'node:net';

/** An answer and how long it took until all of it was there. */
export interface Timed {
  readonly status: number;
  readonly ms: number;
  /** The body; to be read before the next question is asked, as is its text. */
  readonly body: Uint8Array;
  readonly text: string;
}

/** Asks one server over one connection that stays open. */
export interface KeptAlive {
  readonly get: (path: string) => Promise<Timed>;
  /** As browsers ask: the body is what gzip made of it, and is not unpacked. */
  readonly getPacked: (path: string) => Promise<Timed>;
  /** To the admin API. */
  readonly post: (path: string, body: unknown) => Promise<Timed>;
  readonly close: () => void;
}

interface Asked {
  readonly started: number;
  readonly done: (answer: Timed) => void;
  readonly fail: (error: Error) => void;
}

/**
 * A client that puts each answer into the same memory: bodies of a megabyte as buffers and texts of their own kept the collector of this process
 * so busy that its pauses were timed with the answers. @throws Error as the connection does, and where an answer has no length
 */
export function keptAlive(url: string, adminKey?: string): KeptAlive {
  const { host, hostname, port } = new URL(url);
  const key = adminKey === undefined ? '' : `Authorization: Bearer ${adminKey}\r\n`;
  const held = heldAnswer();
  let asked: Asked | undefined;
  const take = (count: number, buffer: Uint8Array): boolean => {
    held.take(buffer.subarray(0, count));
    const { started, done } = asked ?? {};
    if (started !== undefined && held.isWhole()) done?.(held.answer(performance.now() - started));
    return true;
  };
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: { buffer: Buffer.allocUnsafeSlow(256 * 1024), callback: take },
  });
  socket.on('error', (error) => asked?.fail(error));
  const ask = (line: string, more: string, body = ''): Promise<Timed> =>
    new Promise((done, fail) => {
      held.clear();
      asked = { started: performance.now(), done, fail };
      const head = `${line} HTTP/1.1\r\nHost: ${host}\r\n${key}${more}\r\n`;
      socket.write(head + body);
    });
  return {
    get: (path) => ask(`GET /api/v1/${path}`, ''),
    getPacked: (path) => ask(`GET /api/v1/${path}`, 'Accept-Encoding: gzip\r\n'),
    post: (path, value) => {
      const body = JSON.stringify(value);
      const more = `Content-Type: application/json\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n`;
      return ask(`POST /api/v1/admin/${path}`, more, body);
    },
    close: () => socket.destroy(),
  };
}

const headEnd = '\r\n\r\n';

/** The bytes of one answer after another, in the same memory. */
function heldAnswer() {
  let memory = Buffer.allocUnsafeSlow(2 ** 20);
  let length = 0;
  let head = '';
  let begin = 0;
  let end = Infinity;
  const readHead = (): void => {
    const found = memory.subarray(0, length).indexOf(headEnd);
    if (found < 0) return;
    head = memory.toString('latin1', 0, found);
    begin = found + headEnd.length;
    end = begin + Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    if (Number.isNaN(end)) throw new Error(`The answer has no length:\n${head}`);
  };
  return {
    clear: () => {
      [length, head, end] = [0, '', Infinity];
    },
    take: (bytes: Uint8Array) => {
      if (length + bytes.length > memory.length)
        memory = Buffer.concat([memory], 2 * memory.length);
      memory.set(bytes, length);
      length += bytes.length;
      if (head === '') readHead();
    },
    isWhole: () => length >= end,
    answer: (ms: number): Timed => ({
      status: Number(head.split(' ')[1]),
      ms,
      body: memory.subarray(begin, end),
      get text() {
        return memory.toString('utf8', begin, end);
      },
    }),
  };
}

/** @throws Error with the answer unless it has that status */
export function expectStatus(answer: Timed, expected: number): void {
  if (answer.status !== expected) {
    throw new Error(
      `The answer is ${String(answer.status)}, not ${String(expected)}:\n${answer.text.slice(0, 500)}`,
    );
  }
}
