import { isTime } from './address.ts';

/** What a reader typed, understood: a UTC date or instant, or null for an empty field. */
export interface Typed<T> {
  readonly value: T | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const IN_WORDS = /^(\d{1,2}) ([a-z]{3,9})\.? (\d{4})(?:,? (\d{1,2}:\d{2}))?(?: utc)?$/;
const IN_DIGITS =
  /^(\d{4}-\d{2}-\d{2})(?:[t ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?(?:z| utc)?$/;

function joined(day: string, clock: string | undefined): Typed<string> | null {
  const text = clock === undefined ? day : `${day}T${clock.replace(/^(\d):/, '0$1:')}Z`;
  return isTime(text) ? { value: text } : null;
}

/**
 * Understands `10 Nov 2020`, `10 November 2020, 08:00 UTC`, `2020-11-10` and `2020-11-10T08:00Z`; null for anything else, such as
 * `10/11/2020`, which means two different days to two readers.
 */
export function readTypedMoment(text: string): Typed<string> | null {
  const plain = text.trim().replace(/\s+/g, ' ').toLowerCase();
  if (plain === '' || plain === 'now') return { value: null };
  const digits = IN_DIGITS.exec(plain);
  if (digits !== null) return joined(digits[1] ?? '', digits[2]);
  const [, day = '', name = '', year = '', clock] = IN_WORDS.exec(plain) ?? [];
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
  if (month === 0) return null;
  return joined(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, clock);
}

/** Understands the number of an entry of the log, `1,057` included, as far as the log goes; null for anything else. */
export function readTypedEntry(text: string, head: number): Typed<number> | null {
  const plain = text.replaceAll(/[\s,]/g, '');
  if (plain === '') return { value: null };
  return /^\d{1,15}$/.test(plain) && Number(plain) <= head ? { value: Number(plain) } : null;
}
