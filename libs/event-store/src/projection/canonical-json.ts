import { ProjectionError } from './errors.ts';
import { keyOrders } from './key-orders.ts';

/**
 * JSON with sorted keys and no white space, so that equal values have equal bytes (the form of RFC 8785).
 *
 * A property that is undefined is left out.
 * @throws ProjectionError STATE_NOT_JSON for what JSON would change silently: a Date, a Map, NaN, a bigint, undefined in an array
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw notJson(String(value));
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      throw notJson(typeof value);
  }
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  // Not `map`: it would skip the holes of a sparse array.
  for (let index = 0; index < items.length; index += 1) {
    text += (index === 0 ? '' : ',') + canonicalJson(items[index]);
  }
  return `${text}]`;
}

const orders = keyOrders(canonicalString);

function canonicalObject(object: object): string {
  // Not by prototype alone: an object parsed in another realm has another one.
  if (Object.getPrototypeOf(object) !== Object.prototype) {
    const kind = Object.prototype.toString.call(object);
    if (kind !== '[object Object]') throw notJson(kind.slice(8, -1));
  }
  const values = object as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const { key, prefix } of orders(Object.keys(values))) {
    const value = values[key];
    if (value === undefined) continue;
    text += (text.length === 1 ? '' : ',') + prefix + canonicalJson(value);
  }
  return `${text}}`;
}

/** Most strings need no escape, and then quoting them ourselves is faster. */
function canonicalString(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

function notJson(what: string): ProjectionError {
  return new ProjectionError('STATE_NOT_JSON', `A state must be JSON, and holds ${what}.`);
}
