import { canonicalJson } from './canonical-json.ts';
import { instantArray } from './int64-array.ts';
import { textArray } from './text-array.ts';

/** A column's value as it is sent: as text, or as an instant. */
export type ColumnValue = string | Date | null;

/**
 * A column's value as it is sent.
 * @throws RangeError for a Date that is none
 */
export function columnValue(type: string, value: unknown): ColumnValue {
  if (type !== instantType || !(value instanceof Date)) return columnText(type, value);
  if (Number.isNaN(value.getTime())) throw new RangeError('A column holds an invalid Date.');
  return value;
}

const instantType = 'timestamptz';

/** As what type of array the values of a column are sent. */
export const sentType = (type: string): string => (type === instantType ? type : 'text');

/** The values of a column as the array that is sent. */
export function columnArray(
  type: string,
  values: readonly ColumnValue[],
): Buffer | (string | null)[] {
  if (type === instantType && values.every(isInstant)) return instantArray(values);
  const texts = values.map((value) => (value instanceof Date ? value.toISOString() : value));
  return type === instantType ? texts : textArray(texts);
}

const isInstant = (value: ColumnValue): value is Date | null => typeof value !== 'string';

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
