import { createReadStream } from 'node:fs';

/** A hundred records or so: few enough that what is made of them is dead before the garbage collector would keep it. */
const chunkBytes = 64 * 1024;
const newline = '\n'.charCodeAt(0);

/** Whole lines of a file, the last of which may lack its end, and how many bytes of the file have been read by then. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly upTo: number;
}

/** Reads a file as blocks of whole lines. Throws what the file system throws. */
export async function* readBlocks(file: string): AsyncGenerator<Block, void, undefined> {
  const source = createReadStream(file, { highWaterMark: chunkBytes });
  let rest: Buffer[] = [];
  let upTo = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    upTo += chunk.length;
    const end = chunk.lastIndexOf(newline) + 1;
    if (end > 0) yield { bytes: joined([...rest, chunk.subarray(0, end)]), upTo };
    rest = end > 0 ? [chunk.subarray(end)] : [...rest, chunk];
  }
  const bytes = joined(rest);
  if (bytes.length > 0) yield { bytes, upTo };
}

/** In memory of their own, which can be handed to another thread. */
function joined(parts: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
