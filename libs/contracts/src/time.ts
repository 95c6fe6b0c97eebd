import { findSpan } from '@ceasefire/domain';
import { z } from 'zod';

/** A UTC date that exists, `YYYY-MM-DD`, from the year 1 on. */
export const isDate = (value: string): boolean =>
  value.length === '2020-10-10'.length && findSpan(value) !== undefined;

const millisecond = '2020-10-10T08:00:00.000'.length;

/** An instant without what is finer than a millisecond: cut, so that it never lies after what was said. */
const cut = (value: string): string =>
  value.length > millisecond + 1 ? `${value.slice(0, millisecond)}Z` : value;

const zero = '+00:00';

/** UTC as other languages write it; in an address that was not encoded, its plus is a space. */
const inUtc = (value: string): string =>
  value.length > '2020-10-10T08:00'.length && (value.endsWith(zero) || value.endsWith(' 00:00'))
    ? `${value.slice(0, -zero.length)}Z`
    : value;

/** The first millisecond of a date, or the instant itself, as epoch milliseconds; NaN for anything else. */
export const startOf = (value: string): number => findSpan(value)?.startMs ?? Number.NaN;

/** The last millisecond of a date, or the instant itself, as epoch milliseconds; NaN for anything else. */
export const endOf = (value: string): number => findSpan(value)?.endMs ?? Number.NaN;

/** A date (the whole UTC day) or an instant in UTC, kept to the millisecond. */
export const dateOrInstant = z
  .string()
  .overwrite(inUtc)
  .refine(
    (value) => findSpan(value) !== undefined,
    'must be a UTC date (2020-10-10) or a UTC instant (2020-10-10T08:00:00Z) that exists',
  )
  .overwrite(cut)
  .meta({
    description:
      'A UTC date, or a UTC instant (Z or +00:00) with up to nine decimals of a second; those beyond the third are cut off, not rounded.',
    example: '2020-10-10T08:00:00Z',
  });

/** An instant as the API writes it: RFC 3339, UTC, milliseconds. */
export const instant = z
  .string()
  .meta({ format: 'date-time', example: '2020-10-10T08:00:00.000Z' });
