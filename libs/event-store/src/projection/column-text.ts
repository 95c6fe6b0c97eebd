import { canonicalJson } from './canonical-json.ts';

/**
 * A column's value as the text that PostgreSQL casts to the column's type.
 *
 * Text for every type means one bulk statement for any projection: arrays of arrays cannot be unnested row by row.
 */
export function columnText(type: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (type.startsWith('json')) return canonicalJson(value);
  if (type.endsWith('[]') && Array.isArray(value)) return arrayText(value);
  return scalarText(value);
}

function arrayText(items: readonly unknown[]): string {
  const texts = items.map((item) =>
    item === null || item === undefined ? 'null' : quoted(scalarText(item)),
  );
  return `{${texts.join(',')}}`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

function scalarText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return value;
  return typeof value === 'bigint' ? value.toString() : canonicalJson(value);
}
