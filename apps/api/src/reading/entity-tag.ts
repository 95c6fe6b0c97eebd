import type { FastifyReply } from 'fastify';

/** Whether `If-None-Match` names the tag (RFC 9110, weak comparison). `etag` is quoted. */
export function isNamed(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag);
}

/** Sends a body that may be kept but must be asked for again, or 304 when the client holds it already. */
export function sendTagged(
  reply: FastifyReply,
  request: {
    readonly etag: string;
    readonly ifNoneMatch: string | undefined;
    readonly body: () => unknown;
  },
): void {
  void reply.header('ETag', request.etag).header('Cache-Control', 'no-cache');
  if (isNamed(request.ifNoneMatch, request.etag)) void reply.code(304).send();
  else void reply.type('application/json; charset=utf-8').send(request.body());
}
