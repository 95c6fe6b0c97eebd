import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Below this many bytes an answer fits into one packet of the network anyway. */
const worthBytes = 1_400;

const encodings: 'gzip'[] = ['gzip'];

/**
 * Answers of text are compressed for whoever takes that: the page and the boards are read over slow lines too. By gzip alone, which everybody
 * takes: at a level that does not keep others waiting, Brotli makes them no smaller and needs longer.
 * The bodies of requests are not unpacked, for a small one may become as large as it likes. To be called before the routes are added.
 */
export async function compressAnswers(server: FastifyInstance): Promise<void> {
  // Whoever keeps an answer for others has to tell apart what was asked for, also where nothing was compressed.
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.header('Vary', 'accept-encoding');
    done();
  });
  compressKept(server);
  await server.register(compress, {
    encodings,
    threshold: worthBytes,
    globalDecompression: false,
  });
}

/**
 * A body that is sent as the same bytes again and again, as the boards of the present are, is compressed once: of a megabyte it takes longer than all
 * else that is done for the request.
 */
function compressKept(server: FastifyInstance): void {
  const compressed = new WeakMap<Buffer, Promise<Buffer>>();

  function once(body: Buffer): Promise<Buffer> {
    let bytes = compressed.get(body);
    if (bytes === undefined) compressed.set(body, (bytes = promisify(gzip)(body)));
    return bytes;
  }

  server.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!Buffer.isBuffer(payload) || !isWorth(request, reply, payload)) return payload;
    const bytes = await once(payload);
    void reply.header('Content-Encoding', 'gzip').header('Content-Length', bytes.length);
    return bytes;
  });
}

function isWorth({ headers }: FastifyRequest, reply: FastifyReply, body: Buffer): boolean {
  const taken = headers['accept-encoding'];
  return (
    body.length >= worthBytes &&
    taken !== undefined &&
    String(reply.getHeader('Content-Type')).startsWith('application/json') &&
    negotiate(taken.toLowerCase(), encodings) !== null
  );
}
