import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Below this many bytes an answer fits into one packet of the network anyway. */
const worthBytes = 1_400;

/**
 * Answers of text are compressed for whoever takes that: the page and the boards are read over slow lines too. By gzip alone, which everybody
 * takes: at a level that does not keep others waiting, Brotli makes them no smaller and needs longer.
 * The bodies of requests are not unpacked, for a small one may become as large as it likes. To be called before the routes are added.
 */
export async function compressAnswers(server: FastifyInstance): Promise<void> {
  await server.register(compress, {
    encodings: ['gzip'],
    threshold: worthBytes,
    globalDecompression: false,
  });
  // Whoever keeps an answer for others has to tell apart what was asked for, also where nothing was compressed.
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.header('Vary', 'accept-encoding');
    done();
  });
}
