import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.ts';

const windowMs = 10_000;

/** Requests in ten seconds. One key may post a storm of thousands; one address may load a page for a whole office. */
const most: RateLimits = { admin: 10_000, public: 100_000 };

/** Most requests in ten seconds: of one key on admin routes, of one address on the others. */
export interface RateLimits {
  readonly admin: number;
  readonly public: number;
}

/** The live boards lie ready in memory: to refuse the question costs as much as to answer it. */
const isReady = (request: FastifyRequest): boolean => request.url === '/api/v1/state';

const isAdmin = (request: FastifyRequest): boolean => request.url.startsWith('/api/v1/admin/');

/**
 * Bounds what one key, or one address without a key, may ask of this node; above it 429 with `Retry-After`. The live boards are never
 * refused.
 */
export async function limitRates(server: FastifyInstance, limits = most): Promise<void> {
  await server.register(rateLimit, {
    global: true,
    timeWindow: windowMs,
    max: (request) => (isAdmin(request) ? limits.admin : limits.public),
    allowList: isReady,
    keyGenerator: whoAsks,
    addHeadersOnExceeding: headersOff,
    addHeaders: { ...headersOff, 'retry-after': true },
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
}

/** 429, to be repeated after `waitMs`. */
export const tooMany = (waitMs: number): Problem =>
  new Problem(
    'too-many-requests',
    'You ask too often. Wait as long as Retry-After says (seconds).',
    {
      headers: { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000))) },
    },
  );

const headersOff = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
} as const;

function whoAsks(request: FastifyRequest): string {
  const { authorization } = request.headers;
  if (authorization === undefined || !isAdmin(request)) return request.ip;
  return createHash('sha256').update(authorization).digest('base64url');
}
