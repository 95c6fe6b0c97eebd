/** Object ids, the same in every PostgreSQL. */
const bigintOid = 20;
const timestamptzOid = 1184;
const headerBytes = 20;
const lengthBytes = 4;
const valueBytes = 8;
const half = 2 ** 32;
/** PostgreSQL counts from 1 January 2000. */
const epochMs = 946_684_800_000;

/** Whole numbers as a `bigint[]` in PostgreSQL's binary form. */
export function bigintArray(numbers: readonly (number | null)[]): Buffer {
  return int64Array(bigintOid, numbers, 1);
}

/** Instants as a `timestamptz[]` in PostgreSQL's binary form: to write and to read each as text took longer than to store it. */
export function instantArray(dates: readonly (Date | null)[]): Buffer {
  const sinceEpoch = dates.map((date) => (date === null ? null : date.getTime() - epochMs));
  return int64Array(timestamptzOid, sinceEpoch, 1_000);
}

/** `values` times `scale`, which need not be numbers that a double holds exactly. */
function int64Array(oid: number, values: readonly (number | null)[], scale: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + (lengthBytes + valueBytes) * values.length);
  // One dimension, maybe with nulls, whose elements are counted from 1.
  for (const [index, field] of [1, 1, oid, values.length, 1].entries()) {
    buffer.writeInt32BE(field, 4 * index);
  }
  let at = headerBytes;
  for (const value of values) {
    if (value === null) {
      at = buffer.writeInt32BE(-1, at);
      continue;
    }
    const high = Math.floor(value / half);
    const low = (value - high * half) * scale;
    const carried = Math.floor(low / half);
    at = buffer.writeInt32BE(valueBytes, at);
    at = buffer.writeInt32BE(high * scale + carried, at);
    at = buffer.writeUInt32BE(low - carried * half, at);
  }
  return buffer.subarray(0, at);
}
