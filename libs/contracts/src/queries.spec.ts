import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareQuery,
  developmentsQuery,
  ifMatchHeader,
  logQuery,
  momentQuery,
  writeQuery,
} from './queries.ts';
import { pointers } from './testing/pointers.ts';

describe('the query of a moment', () => {
  it('takes dates, instants and positions', () => {
    expect(
      momentQuery.parse({ asOf: '2020-11-10', knownAt: '2020-11-10T10:00Z', position: '12' }),
    ).toEqual({ asOf: '2020-11-10', knownAt: '2020-11-10T10:00Z', position: 12 });
  });

  it('takes up to nine decimals of a second, and cuts what is finer than a millisecond', () => {
    expect(momentQuery.parse({ asOf: '2020-10-10T07:59:59.9999Z' })).toEqual({
      asOf: '2020-10-10T07:59:59.999Z',
    });
    expect(
      compareQuery.parse({ from: '2020-10-10T08:00:00.123456789Z,2020-10-10', to: '2020-10-11' }),
    ).toMatchObject({ from: { asOf: '2020-10-10T08:00:00.123Z', knownAt: '2020-10-10' } });
  });

  it.each([
    ['2020-10-10T08:00:00+00:00', '2020-10-10T08:00:00Z'],
    ['2020-10-10T08:00:00.123456+00:00', '2020-10-10T08:00:00.123Z'],
    // What is left of it where the plus was not encoded.
    ['2020-10-10T08:00:00 00:00', '2020-10-10T08:00:00Z'],
    ['2020-10-10T08:00+00:00', '2020-10-10T08:00Z'],
  ])('takes %s for UTC', (asOf, read) => {
    expect(momentQuery.parse({ asOf })).toEqual({ asOf: read });
    expect(compareQuery.parse({ from: asOf, to: '2020-10-11' })).toMatchObject({
      from: { asOf: read },
    });
  });

  it.each([
    [{ asOf: '2020-10-10+00:00' }, ['/asOf']],
    [{ asOf: '2020-10-10 00:00' }, ['/asOf']],
    [{ asOf: '2020-10-10T08:00:00+04:00' }, ['/asOf']],
    [{ asOf: '2020-10-10T08:00:00Z+00:00' }, ['/asOf']],
    [{ asOf: '2020-10-10T08:00:00.1234567890Z' }, ['/asOf']],
    [{ asOf: 'yesterday' }, ['/asOf']],
    [{ asOf: '' }, ['/asOf']],
    [{ asOf: ['2020-11-10', '2020-11-11'] }, ['/asOf']],
    [{ position: '-1' }, ['/position']],
    [{ position: '1e3' }, ['/position']],
    [{ position: '9'.repeat(16) }, ['/position']],
    [{ at: '2020-11-10' }, ['/at']],
  ])('refuses %j', (query, expected) => {
    expect(pointers(momentQuery, query)).toEqual(expected);
  });
});

describe('the query of developments', () => {
  it('gives 50 a page unless told otherwise', () => {
    expect(developmentsQuery.parse({})).toEqual({ limit: 50 });
  });

  it.each([
    [{ limit: '0' }, ['/limit']],
    [{ limit: '501' }, ['/limit']],
    [{ limit: 'all' }, ['/limit']],
    [{ cursor: 'a b' }, ['/cursor']],
    [{ kind: 'Nothing' }, ['/kind']],
    [{ from: '2020-11-11', to: '2020-11-10' }, ['/to']],
    [{ q: '\u0000' }, ['/q']],
    [{ status: 'deleted' }, ['/status']],
  ])('refuses %j', (query, expected) => {
    expect(pointers(developmentsQuery, query)).toEqual(expected);
  });

  it.each(['-1', '0', '501', '1.5', 'all'])('says what a limit may be, instead of %s', (limit) => {
    const { error } = developmentsQuery.safeParse({ limit });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'must be a whole number from 1 to 500',
    ]);
  });

  it('never throws, whatever it is handed', () => {
    const values = fc.dictionary(
      fc.constantFrom(...Object.keys(developmentsQuery.shape)),
      fc.anything(),
    );
    fc.assert(
      fc.property(values, (query) => {
        expect(() => developmentsQuery.safeParse(query)).not.toThrow();
      }),
    );
  });
});

describe('the query of a comparison', () => {
  it('reads `asOf` and `asOf,knownAt`', () => {
    expect(compareQuery.parse({ from: '2020-10-08', to: '2020-11-10,2020-11-12' })).toEqual({
      from: { asOf: '2020-10-08', knownAt: undefined },
      to: { asOf: '2020-11-10', knownAt: '2020-11-12' },
    });
  });

  it.each([['2020-11-10,2020-11-10,2020-11-10'], [','], ['2020-11-10,'], ['now']])(
    'refuses %s',
    (to) => {
      expect(pointers(compareQuery, { from: '2020-10-08', to })[0]).toMatch(/^\/to/u);
    },
  );
});

describe('other parameters', () => {
  it('an If-Match is one version in quotation marks', () => {
    expect(ifMatchHeader.parse('"12"')).toBe(12);
    for (const bad of ['12', '"12', '*', '"0"', 'W/"1"', '"1", "2"', ''])
      expect(pointers(ifMatchHeader, bad)).toEqual(['']);
  });

  it('a dry run is asked for by `true` and nothing else', () => {
    expect(writeQuery.parse({})).toEqual({ dryRun: false });
    expect(writeQuery.parse({ dryRun: 'true' })).toEqual({ dryRun: true });
    expect(pointers(writeQuery, { dryRun: '1' })).toEqual(['/dryRun']);
  });

  it('a page of the log has at most 1,000 events', () => {
    expect(logQuery.parse({})).toEqual({ after: 0, limit: 100 });
    expect(pointers(logQuery, { limit: '1001' })).toEqual(['/limit']);
  });
});
