import { createReadStream } from 'node:fs';
import { RecordRefused } from './import-record.ts';

/** So little that what is made of one piece is dead before the garbage collector would keep it. */
const chunkBytes = 64 * 1024;

/** A piece of a file's text, and how many bytes of the file have been read by its end. */
export interface TextPiece {
  readonly text: string;
  readonly bytes: number;
}

/**
 * Reads UTF-8, a piece at a time, without a byte order mark.
 * @throws RecordRefused when it is not UTF-8; what the file system throws
 */
export async function* readText(file: string): AsyncGenerator<TextPiece, void, undefined> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const source = createReadStream(file, { highWaterMark: chunkBytes });
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    yield { text: decoded(() => utf8.decode(chunk, { stream: true })), bytes };
  }
  yield { text: decoded(() => utf8.decode()), bytes };
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new RecordRefused([{ pointer: '', detail: 'is not UTF-8; convert the file' }]);
  }
}
