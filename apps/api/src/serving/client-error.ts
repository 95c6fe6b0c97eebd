import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { endWith } from '../problems/raw-answer.ts';

interface Unreadable {
  readonly status: number;
  readonly detail: string;
}

const unreadable: Readonly<Record<string, Unreadable>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    detail: 'The headers are too large. Send fewer or shorter ones.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    detail: 'The request did not come in full in time.',
  },
};

const notHttp: Unreadable = { status: 400, detail: 'The request is not well-formed HTTP.' };

/** Tells a client that what it sent is no request, by Node's error code, and lets it go. */
export function answerClientError({ code }: { readonly code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, detail } = unreadable[code ?? ''] ?? notHttp;
  const problem = {
    type: '/problems/invalid',
    title: 'The request is not valid',
    status,
    detail,
    instance: '/',
    errors: [],
    correlationId: randomUUID(),
  };
  endWith(problem, socket);
}
