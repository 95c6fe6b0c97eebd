import { findSpan } from '../../time/instant.ts';
import type { Development, Occurred, Source } from '../development.ts';
import type { FieldError } from '../domain-error.ts';

const noTime = 'must be a UTC date (2020-10-10) or a UTC instant (2020-10-10T08:00Z) that exists';

/** What is wrong with a time that must be a date or an instant. */
export function checkTime(text: string, pointer: string): readonly FieldError[] {
  return findSpan(text) === undefined ? [{ pointer, detail: noTime }] : [];
}

/** The ends of something in time as they are told, `null` where they are open. */
interface Ends {
  readonly from: string | null;
  readonly to: string | null;
}

/** What is wrong with the ends themselves, and with an end before its beginning. */
function checkEnds({ from, to }: Ends, pointer: string): readonly FieldError[] {
  const begin = from === null ? null : findSpan(from);
  const end = to === null ? null : findSpan(to);
  if (begin && end && begin.startMs > end.endMs)
    return [{ pointer: `${pointer}/to`, detail: 'must not be before `from`' }];
  if (begin !== undefined && end !== undefined) return [];
  return [
    ...(begin === undefined ? [{ pointer: `${pointer}/from`, detail: noTime }] : []),
    ...(end === undefined ? [{ pointer: `${pointer}/to`, detail: noTime }] : []),
  ];
}

/** The ends that an interval cannot be without, by how precise it is. */
const needed: Readonly<Partial<Record<Occurred['precision'], readonly ('from' | 'to')[]>>> = {
  minute: ['from', 'to'],
  window: ['from', 'to'],
  interval: ['from', 'to'],
  after: ['from'],
  before: ['to'],
  standing: ['to'],
  'as-of': ['to'],
};

/** What is wrong with the valid time of a development. */
export function checkOccurred(occurred: Occurred): readonly FieldError[] {
  const { from, to, precision } = occurred;
  if (from === null && to === null) {
    return [{ pointer: '/occurred/from', detail: 'must be given where `to` is open' }];
  }
  const errors = checkEnds(occurred, '/occurred');
  const open = needed[precision]?.filter((end) => occurred[end] === null) ?? [];
  if (open.length === 0) return errors.length > 0 ? errors : checkPrecision(occurred);
  const missing = open.map((end) => ({
    pointer: `/occurred/${end}`,
    detail: `must be given with precision ${precision}`,
  }));
  return [...missing, ...errors];
}

/** What is wrong with ends that exist and are in order, but lie wider apart than the precision says. */
function checkPrecision({ from, to, precision }: Occurred): readonly FieldError[] {
  if (from === null || to === null || (precision !== 'minute' && precision !== 'day')) return [];
  const begin = findSpan(from);
  const end = findSpan(to);
  if (begin === undefined || end === undefined) return [];
  if (precision === 'minute' && begin.startMs !== end.endMs) {
    const detail = 'must be the same instant as `from` with precision minute';
    return [{ pointer: '/occurred/to', detail }];
  }
  if (precision === 'day' && utcDay(begin.startMs) !== utcDay(end.endMs)) {
    const detail = 'must lie on the same UTC day as `from` with precision day';
    return [{ pointer: '/occurred/to', detail }];
  }
  return [];
}

function utcDay(ms: number): number {
  return Math.floor(ms / 86_400_000);
}

/** What is wrong with the sources of a development. */
export function checkSources(sources: readonly Source[]): readonly FieldError[] {
  if (sources.length === 0) {
    return [{ pointer: '/sources', detail: 'must name at least one source' }];
  }
  return sources.flatMap((source, index) =>
    checkTime(source.publishedAt, `/sources/${index}/publishedAt`),
  );
}

/** What is wrong with the times among the details of a development. */
export function checkDetailTimes({ details, occurred }: Development): readonly FieldError[] {
  const { effectiveAt, window } = details;
  if (effectiveAt === undefined && window === undefined) return [];
  return [
    ...(effectiveAt === undefined ? [] : checkTime(effectiveAt, '/details/effectiveAt')),
    ...(effectiveAt === undefined ? [] : checkEffect(effectiveAt, occurred)),
    ...(window === undefined ? [] : checkEnds(window, '/details/window')),
  ];
}

/** No agreement takes effect before it may have been made. */
function checkEffect(effectiveAt: string, { from }: Occurred): readonly FieldError[] {
  const effect = findSpan(effectiveAt);
  const begin = from === null ? undefined : findSpan(from);
  if (effect === undefined || begin === undefined || begin.startMs <= effect.endMs) return [];
  const detail = 'must not be before the beginning of `occurred`';
  return [{ pointer: '/details/effectiveAt', detail }];
}
