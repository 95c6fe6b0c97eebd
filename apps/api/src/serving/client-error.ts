import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ProblemDetails } from '@ceasefire/contracts';

interface Unreadable {
  readonly status: number;
  readonly reason: string;
  readonly detail: string;
}

const unreadable: Readonly<Record<string, Unreadable>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'Request Header Fields Too Large',
    detail: 'The headers are too large. Send fewer or shorter ones.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: 'Request Timeout',
    detail: 'The request did not come in full in time.',
  },
};

const notHttp: Unreadable = {
  status: 400,
  reason: 'Bad Request',
  detail: 'The request is not well-formed HTTP.',
};

/** The whole HTTP answer to what could not be read as a request, told by Node's error code. */
export function clientErrorAnswer(code: string, correlationId: string): string {
  const { status, reason, detail } = unreadable[code] ?? notHttp;
  const problem: ProblemDetails = {
    type: '/problems/invalid',
    title: 'The request is not valid',
    status,
    detail,
    instance: '/',
    errors: [],
    correlationId,
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${String(status)} ${reason}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Tells a client that what it sent is no request, and lets it go. */
export function answerClientError({ code }: { readonly code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(clientErrorAnswer(code ?? '', randomUUID()));
}
