import { findSpan, type Span } from '@ceasefire/domain';
import { z } from 'zod';

/** A UTC date that exists, `YYYY-MM-DD`, from the year 1 on. */
export const isDate = (value: string): boolean =>
  value.length === '2020-10-10'.length && findSpan(value) !== undefined;

// The domain takes up to nine fractional digits.
const longestInstant = '2020-10-10T08:00:00.000Z'.length;

/** The instants that a UTC date covers, or an RFC 3339 instant in UTC, whose day exists; of an instant seconds and up to three fractional digits may be left out. */
const spanOf = (value: string): Span | undefined =>
  value.length > longestInstant ? undefined : findSpan(value);

/** The first millisecond of a date, or the instant itself, as epoch milliseconds; NaN for anything else. */
export const startOf = (value: string): number => spanOf(value)?.startMs ?? Number.NaN;

/** The last millisecond of a date, or the instant itself, as epoch milliseconds; NaN for anything else. */
export const endOf = (value: string): number => spanOf(value)?.endMs ?? Number.NaN;

/** A date (the whole UTC day) or an instant in UTC. */
export const dateOrInstant = z
  .string()
  .refine(
    (value) => spanOf(value) !== undefined,
    'must be a UTC date (2020-10-10) or a UTC instant (2020-10-10T08:00:00Z) that exists',
  )
  .meta({ example: '2020-10-10T08:00:00Z' });

/** An instant as the API writes it: RFC 3339, UTC, milliseconds. */
export const instant = z
  .string()
  .meta({ format: 'date-time', example: '2020-10-10T08:00:00.000Z' });
