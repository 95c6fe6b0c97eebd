import { isUtf8 } from 'node:buffer';
import type { LineFault } from '../import-record.ts';

const newline = '\n'.charCodeAt(0);

/** What is said of a line that is not UTF-8. */
export const notUtf8: LineFault = { pointer: '', detail: 'is not UTF-8; convert the file' };

/** The lines before the first that is not UTF-8 or has no end. */
export function goodLines(bytes: Buffer): string {
  let good = 0;
  let end = bytes.indexOf(newline) + 1;
  while (end > 0 && isUtf8(bytes.subarray(good, end))) {
    good = end;
    end = bytes.indexOf(newline, good) + 1;
  }
  return bytes.toString('utf8', 0, good);
}
