import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemDetails } from '@ceasefire/contracts';
import { problemType } from './answer.ts';

/** A client that has not closed its side by then is let go, in ms. */
const lingerMs = 1_000;

/** The whole HTTP answer that tells of a problem where no server writes it. */
export function rawAnswer(problem: ProblemDetails): string {
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${String(problem.status)} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Tells a client of a problem on its bare connection, which ends with that: cut at once, the client might not read it. */
export function endWith(problem: ProblemDetails, socket: Socket): void {
  socket.end(rawAnswer(problem));
  const cut = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => clearTimeout(cut));
}
