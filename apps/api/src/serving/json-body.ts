import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.ts';

/** Most bytes of a body. */
export const bodyLimitBytes = 1_048_576;

/** Deepest nesting of arrays and objects in a body; what the API takes needs 6. */
const deepest = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Takes `application/json` and nothing else: UTF-8, not nested too deep, without `__proto__` and `constructor.prototype`.
 * Whatever else comes is 400, another media type 415.
 */
export function takeJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      if (isOtherCharset(request)) return done(notUtf8(), undefined);
      if (isEncoded(request)) return done(encoded(), undefined);
      const text = readable(body);
      if (text instanceof Problem) return done(text, undefined);
      // A DELETE with the header but without a body is common among clients and harmless.
      if (text === '' && request.method === 'DELETE') return done(null, undefined);
      if (text.trim() === '') return done(new Problem('invalid', 'The body is empty.'), undefined);
      return parse(request, text, (error, parsed) =>
        done(error === null ? null : notJson(), parsed),
      );
    },
  );
}

/** JSON is UTF-8 (RFC 8259); what is said to be anything else would be misread. */
function isOtherCharset({ headers }: FastifyRequest): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset !== undefined && !/^utf-?8$/i.test(charset);
}

/** Nothing is unpacked: a small body is not to become a large one. */
function isEncoded({ headers }: FastifyRequest): boolean {
  return !/^(?:identity)?$/i.test(headers['content-encoding']?.trim() ?? '');
}

const encoded = (): Problem =>
  new Problem('unsupported-media-type', 'Send the body without a Content-Encoding.');

const notUtf8 = (): Problem =>
  new Problem('unsupported-media-type', 'Send the body as application/json in UTF-8.');

function readable(body: Buffer): string | Problem {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch (cause) {
    return new Problem('invalid', 'The body is not UTF-8.', { cause });
  }
  return depthOf(text) > deepest
    ? new Problem('invalid', `The body is nested deeper than ${deepest} levels.`)
    : text;
}

const notJson = (): Problem =>
  new Problem('invalid', 'The body is not JSON, or names `__proto__` or `constructor.prototype`.');

/** The deepest nesting of brackets outside strings. It never reads too little for JSON; anything else fails to parse. */
export function depthOf(text: string): number {
  let [depth, most, inString] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index];
    if (inString) {
      if (unit === '\\') index += 1;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === '{' || unit === '[') most = Math.max(most, (depth += 1));
    else if (unit === '}' || unit === ']') depth -= 1;
  }
  return most;
}
