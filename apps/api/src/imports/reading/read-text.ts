import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { goodLines, notUtf8 } from '../checking/good-lines.ts';
import type { LineFault } from '../import-record.ts';

/** So little that what is made of one piece is dead before the garbage collector would keep it. */
const chunkBytes = 64 * 1024;
const newline = '\n'.charCodeAt(0);

/** Some lines of a file, each with its end, and how many bytes of the file have been read by then. */
export interface TextPiece {
  readonly text: string;
  readonly bytes: number;
  /** What is wrong with the line after these, at which reading ends. */
  readonly fault?: LineFault;
}

/** Reads UTF-8 without a byte order mark, some lines at a time, up to a line that is not UTF-8. Throws what the file system throws. */
export async function* readText(file: string): AsyncGenerator<TextPiece, void, undefined> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const source = createReadStream(file, { highWaterMark: chunkBytes });
  let [rest, bytes] = ['', 0];
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const { text, broken } = decoded(utf8, chunk);
    const end = text.lastIndexOf('\n') + 1;
    const lines = end === 0 ? '' : rest + text.slice(0, end);
    if (broken) return yield { text: lines, bytes, fault: notUtf8 };
    if (end > 0) yield { text: lines, bytes };
    rest = end === 0 ? rest + text : text.slice(end);
  }
  // The last line may lack its end, and a character that was cut off shows only now.
  const { broken } = decoded(utf8, Buffer.of(newline));
  if (broken) yield { text: '', bytes, fault: notUtf8 };
  else if (rest !== '') yield { text: `${rest}\n`, bytes };
}

/** The text of the next bytes, which may begin within a character; where they are not UTF-8, the lines that end before. */
function decoded(
  utf8: TextDecoder,
  chunk: Buffer,
): { readonly text: string; readonly broken: boolean } {
  // A newline is never part of another character, so what follows one is judged by itself.
  const begun = chunk.indexOf(newline) + 1;
  let text = '';
  try {
    text = utf8.decode(chunk.subarray(0, begun), { stream: true });
    text += utf8.decode(chunk.subarray(begun), { stream: true });
    return { text, broken: false };
  } catch {
    return { text: text === '' ? '' : text + goodLines(chunk.subarray(begun)), broken: true };
  }
}
