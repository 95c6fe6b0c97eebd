import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectRoot } from '../config.ts';
import type { KnownRoutes } from './known-routes.ts';

const missing = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The page is not built</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}</style>
<h1>The page is not built yet</h1>
<p>The API is up: see <a href="/docs">its documentation</a> or <a href="/api/v1/state">the boards as JSON</a>.</p>
<p>To build the page, run <code>npm run build</code> and load this address again.</p>
</html>
`;

const nothingHere = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nothing is here</title>
<h1>Nothing is here</h1>
<p>The monitor is <a href="/">on its own page</a>.</p>
</html>
`;

/** Paths that belong to the API: an unknown one of these is an error, not the page. */
const notThePage = /^\/(api|health|metrics|docs|socket\.io)(\/|$)/;

/** Paths that lead elsewhere: up, or with control characters or backslashes. */
const notOurs = /(^|\/)\.{1,2}(\/|$)|[\p{Cc}\\]/u;

const html = 'text/html; charset=utf-8';

const isPage = (path: string): boolean => path === '/' || path === '/index.html';

/** Files whose name carries a hash of their content never change. */
const hashed = /^\/assets\/[^/]*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * Serves the built dashboard at `/`, the one address of its page, and its files. To be called after Nest has added its routes, because
 * Fastify gives a route the error handler that is there when it is added.
 */
export async function serveDashboard(
  server: FastifyInstance,
  routes: KnownRoutes,
  root = join(projectRoot, 'apps/dashboard/dist'),
): Promise<void> {
  await server.register(fastifyStatic, { root, serve: false, cacheControl: false });
  server.get('/*', (request, reply) => {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/');
    if (notThePage.test(path) || notOurs.test(path)) throw routes.problemOf(request);
    if (/\.[a-z0-9]{1,8}$/i.test(path) && !isPage(path)) return sendFile(reply, root, path);
    if (isPage(path) && accepts(request, /text\/html|\*\/\*/)) return sendPage(reply, root);
    if (isPage(path) || !accepts(request, /text\/html/)) throw routes.problemOf(request);
    return reply.code(404).header('Cache-Control', 'no-store').type(html).send(nothingHere);
  });
}

function sendFile(reply: FastifyReply, root: string, path: string): FastifyReply {
  const forEver = hashed.test(path) && existsSync(join(root, path));
  return reply
    .header('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
    .sendFile(path.slice(1), root);
}

function sendPage(reply: FastifyReply, root: string): FastifyReply {
  void reply.header('Cache-Control', 'no-cache');
  if (existsSync(join(root, 'index.html'))) return reply.sendFile('index.html', root);
  return reply.code(503).header('Retry-After', '30').type(html).send(missing);
}

/** Whether the client takes what `types` matches; one that does not say takes a page only where there is one. */
function accepts({ headers: { accept = '*/*' } }: FastifyRequest, types: RegExp): boolean {
  return types.test(accept);
}
