import { type IncomingMessage, ServerResponse } from 'node:http';
import { problemBody, problemType } from '../problems/answer.ts';
import { Problem } from '../problems/problem.ts';
import { endWith } from '../problems/raw-answer.ts';
import { correlationIdOf } from '../serving/correlation-id.ts';
import { originAllowed } from './origins.ts';

/** Of the protocol that Socket.IO's clients speak since version 3. */
const protocol = '4';

/** 16 bytes in base64. */
const key = /^[+/0-9A-Za-z]{22}==$/;

/** A middleware of the engine below Socket.IO, which would refuse in a form of its own. */
type Middleware = (request: IncomingMessage, response: unknown, next: () => void) => void;

/** Answers what cannot become a connection with problem details, and lets everything else through. */
export const refuseHandshakes =
  (allowedOrigins: readonly string[]): Middleware =>
  (request, response, next) => {
    const isRequest = response instanceof ServerResponse;
    const problem = isRequest ? notWebSocket() : problemOf(request, allowedOrigins);
    if (problem === undefined) {
      next();
      return;
    }
    const { url = '/', headers, socket } = request;
    const id = correlationIdOf(headers);
    const body = problemBody(problem, { url, id });
    if (!isRequest) endWith(body, socket);
    else
      response
        .writeHead(problem.status, {
          'Content-Type': problemType,
          'Cache-Control': 'no-store',
          'X-Correlation-Id': id,
        })
        .end(JSON.stringify(body));
  };

/** What keeps a wish for a WebSocket from becoming one. */
function problemOf(
  { method, url = '/', headers }: IncomingMessage,
  allowedOrigins: readonly string[],
): Problem | undefined {
  if (method !== 'GET' || headers.upgrade?.toLowerCase() !== 'websocket') return notWebSocket();
  if (!key.test(headers['sec-websocket-key'] ?? ''))
    return invalid('Sec-WebSocket-Key', 'The handshake of a WebSocket needs a key of 16 bytes.');
  const query = new URL(url, 'http://localhost').searchParams;
  if (query.get('transport') !== 'websocket') return notWebSocket();
  if (query.get('EIO') !== protocol)
    return invalid(
      'EIO',
      `Only protocol ${protocol} is spoken: take a Socket.IO client of version 3 or newer.`,
    );
  if (query.has('sid'))
    return invalid(
      'sid',
      'A connection is not taken up again: connect anew, from the last position.',
    );
  if (originAllowed(headers, allowedOrigins)) return undefined;
  return new Problem('foreign-origin', 'This origin is not in ALLOWED_ORIGINS.');
}

const notWebSocket = (): Problem =>
  invalid('transport', 'Only WebSockets are taken: connect with `transports: ["websocket"]`.');

const invalid = (name: string, detail: string): Problem =>
  new Problem('invalid', detail, {
    errors: [{ pointer: `/${name}`, detail: 'is not taken here' }],
  });
