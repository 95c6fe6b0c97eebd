import { createBytes, putPlainString, putText, reserve, type Bytes } from './bytes.ts';
import { ProjectionError } from './errors.ts';
import { keyOrders } from './key-orders.ts';

/**
 * JSON with sorted keys and no white space, so that equal values have equal bytes (the form of RFC 8785).
 *
 * A property that is undefined is left out.
 * @throws ProjectionError STATE_NOT_JSON for what JSON would change silently: a Date, a Map, NaN, a bigint, undefined in an array
 */
export function canonicalJson(value: unknown): string {
  const into = createBytes(256);
  putCanonical(into, value);
  return into.buffer.toString('utf8', 0, into.length);
}

/**
 * Appends the canonical JSON of `value` as UTF-8. A fold writes every state once, and where no text is put together piece by piece
 * there is none to collect.
 * @throws as `canonicalJson`; then some of it may have been appended
 */
export function putCanonical(into: Bytes, value: unknown): void {
  switch (typeof value) {
    case 'string':
      return putString(into, value);
    case 'boolean':
      return putText(into, value ? 'true' : 'false');
    case 'number':
      if (!Number.isFinite(value)) throw notJson(String(value));
      return putText(into, String(value));
    case 'object':
      if (value === null) return putText(into, 'null');
      return Array.isArray(value) ? putArray(into, value) : putObject(into, value);
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      throw notJson(typeof value);
  }
}

function putArray(into: Bytes, items: readonly unknown[]): void {
  putByte(into, 0x5b);
  // Not `forEach`: it would skip the holes of a sparse array.
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) putByte(into, comma);
    putCanonical(into, items[index]);
  }
  putByte(into, 0x5d);
}

const orders = keyOrders((key) => JSON.stringify(key));

function putObject(into: Bytes, object: object): void {
  // Not by prototype alone: an object parsed in another realm has another one.
  if (Object.getPrototypeOf(object) !== Object.prototype) {
    const kind = Object.prototype.toString.call(object);
    if (kind !== '[object Object]') throw notJson(kind.slice(8, -1));
  }
  const values = object as Readonly<Record<string, unknown>>;
  let isFirst = true;
  putByte(into, 0x7b);
  for (const { key, prefix } of orders(Object.keys(values))) {
    const value = values[key];
    if (value === undefined) continue;
    if (!isFirst) putByte(into, comma);
    isFirst = false;
    putText(into, prefix);
    putCanonical(into, value);
  }
  putByte(into, 0x7d);
}

const comma = 0x2c;

function putByte(into: Bytes, byte: number): void {
  reserve(into, 1);
  into.buffer[into.length++] = byte;
}

function putString(into: Bytes, text: string): void {
  reserve(into, text.length + 2);
  if (!putPlainString(into, text)) putText(into, JSON.stringify(text));
}

function notJson(what: string): ProjectionError {
  return new ProjectionError('STATE_NOT_JSON', `A state must be JSON, and holds ${what}.`);
}
