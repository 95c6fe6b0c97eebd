import { putCanonical } from './canonical-json.ts';
import { createBytes, putText, reserve, type Bytes } from './bytes.ts';

/** Object ids, the same in every PostgreSQL. */
const oids = { text: 25, json: 114 } as const;
const headerBytes = 20;
const lengthBytes = 4;

/**
 * Texts as a `text[]` or a `json[]` in PostgreSQL's binary form, in which each is preceded by its length and needs no escaping. They are written where
 * they are sent from, outside the memory that is collected.
 *
 * As array literals, escaped here and taken apart there, the parameters of a batch took five times as long to write and half as long
 * again to read.
 */
export interface TextArray {
  add(text: string | null): void;
  /** Adds a value as canonical JSON. @throws ProjectionError STATE_NOT_JSON; then nothing was added */
  addJson(value: unknown): void;
  /** The UTF-8 of the element at `index`, counted from 0 and not null; it is good until the next is added. */
  bytesAt(index: number): Buffer;
  textAt(index: number): string;
  /** The whole array; also good until the next is added. */
  bytes(): Buffer;
}

/**
 * An array without elements; `expected` is how many bytes there may be. States go as `json`: made of texts, each was copied twice more
 * by the server.
 */
export function createTextArray(expected: number, type: keyof typeof oids = 'text'): TextArray {
  const into = createBytes(headerBytes + expected);
  into.length = headerBytes;
  // Where each element ends.
  const ends: number[] = [];
  const startOf = (index: number): number => (ends[index - 1] ?? headerBytes) + lengthBytes;
  return {
    add: (text) => {
      const start = begin(into);
      if (text !== null) putText(into, text);
      end(into, start, text === null);
      ends.push(into.length);
    },
    addJson: (value) => {
      const start = begin(into);
      try {
        putCanonical(into, value);
      } catch (error) {
        into.length = start;
        throw error;
      }
      end(into, start, false);
      ends.push(into.length);
    },
    bytesAt: (index) => into.buffer.subarray(startOf(index), ends[index]),
    textAt: (index) => into.buffer.toString('utf8', startOf(index), ends[index]),
    bytes: () => {
      // One dimension, maybe with nulls, whose elements are texts and are counted from 1.
      for (const [index, field] of [1, 1, oids[type], ends.length, 1].entries()) {
        into.buffer.writeInt32BE(field, 4 * index);
      }
      return into.buffer.subarray(0, into.length);
    },
  };
}

/** Leaves room for the length of an element; where that is. */
function begin(into: Bytes): number {
  reserve(into, lengthBytes);
  into.length += lengthBytes;
  return into.length - lengthBytes;
}

function end(into: Bytes, start: number, isNull: boolean): void {
  into.buffer.writeInt32BE(isNull ? -1 : into.length - start - lengthBytes, start);
}

/** `texts` as such an array. */
export function textArray(texts: readonly (string | null)[]): Buffer {
  const array = createTextArray(16 * texts.length);
  for (const text of texts) array.add(text);
  return array.bytes();
}
