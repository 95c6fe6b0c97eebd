import { findSpan } from '@ceasefire/domain';
import { z } from 'zod';

const dateOnly = /^\d{4}-\d{2}-\d{2}$/u;
const instantOnly = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?Z$/u;
const dayMs = 86_400_000;

/** A UTC date that exists, `YYYY-MM-DD`, from the year 1 on. */
export const isDate = (value: string): boolean => dateOnly.test(value) && dayExists(value);

/** An RFC 3339 instant in UTC whose day exists; seconds and up to three fractional digits may be left out. */
const isInstant = (value: string): boolean =>
  instantOnly.test(value) && dayExists(value.slice(0, 10));

/** The first millisecond of a date, or the instant itself, as epoch milliseconds; NaN for anything else. */
export const startOf = (value: string): number =>
  isDate(value) || isInstant(value) ? Date.parse(value) : Number.NaN;

/** The last millisecond of a date, or the instant itself, as epoch milliseconds; NaN for anything else. */
export const endOf = (value: string): number =>
  isDate(value) ? Date.parse(value) + dayMs - 1 : startOf(value);

/** A date (the whole UTC day) or an instant in UTC. */
export const dateOrInstant = z
  .string()
  .refine(
    (value) => isDate(value) || isInstant(value),
    'must be a UTC date (2020-10-10) or a UTC instant (2020-10-10T08:00:00Z) that exists',
  )
  .meta({ example: '2020-10-10T08:00:00Z' });

/** An instant as the API writes it: RFC 3339, UTC, milliseconds. */
export const instant = z
  .string()
  .meta({ format: 'date-time', example: '2020-10-10T08:00:00.000Z' });

function dayExists(day: string): boolean {
  return findSpan(day) !== undefined;
}
