import { findSpan } from '../../time/instant.ts';
import type { Development, Occurred, Source } from '../development.ts';
import type { FieldError } from '../domain-error.ts';

const noTime = 'must be a UTC date (2020-10-10) or a UTC instant (2020-10-10T08:00Z) that exists';

/** What is wrong with a time that must be a date or an instant. */
export function checkTime(text: string, pointer: string): readonly FieldError[] {
  return findSpan(text) === undefined ? [{ pointer, detail: noTime }] : [];
}

/** What is wrong with a span of time whose end must not be before its beginning. */
export function checkOrder(from: string, to: string, pointer: string): readonly FieldError[] {
  const begin = findSpan(from);
  const end = findSpan(to);
  if (begin === undefined || end === undefined || begin.startMs <= end.endMs) return [];
  return [{ pointer: `${pointer}/to`, detail: 'must not be before `from`' }];
}

/** What is wrong with the valid time of a development. */
export function checkOccurred({ from, to, precision }: Occurred): readonly FieldError[] {
  const required = (end: 'from' | 'to'): FieldError => ({
    pointer: `/occurred/${end}`,
    detail: `must be given with precision ${precision}`,
  });
  if (from === null && to === null) {
    return [{ pointer: '/occurred/from', detail: 'must be given where `to` is open' }];
  }
  const open: FieldError[] = [];
  if (precision === 'after' && from === null) open.push(required('from'));
  if ((precision === 'before' || precision === 'as-of') && to === null) open.push(required('to'));
  return [
    ...open,
    ...(from === null ? [] : checkTime(from, '/occurred/from')),
    ...(to === null ? [] : checkTime(to, '/occurred/to')),
    ...(from === null || to === null ? [] : checkOrder(from, to, '/occurred')),
  ];
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
export function checkDetailTimes({ details }: Development): readonly FieldError[] {
  const { effectiveAt, window } = details;
  return [
    ...(effectiveAt === undefined ? [] : checkTime(effectiveAt, '/details/effectiveAt')),
    ...(window === undefined
      ? []
      : [
          ...checkTime(window.from, '/details/window/from'),
          ...checkTime(window.to, '/details/window/to'),
          ...checkOrder(window.from, window.to, '/details/window'),
        ]),
  ];
}
