import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beyondTheLog, formatAddress, isPresent, PRESENT, readAddress } from './address.ts';

const problemsOf = (search: string) =>
  readAddress(search).problems.map(({ given, wrong, instead }) => `${given} ${wrong}: ${instead}`);

describe('the address of the page', () => {
  it('opens the same moment and development again', () => {
    const address = {
      asOf: '2020-10-10T07:59:00Z',
      knownAt: '2020-11-10',
      position: 57,
      development: 'S2-05',
    };
    expect(formatAddress(address)).toBe(
      '?asOf=2020-10-10T07:59:00Z&knownAt=2020-11-10&position=57&development=S2-05',
    );
    expect(readAddress(formatAddress(address))).toEqual({ address, problems: [] });
  });

  it('is the bare page for the present', () => {
    expect(formatAddress(PRESENT)).toBe('./');
    expect(readAddress('')).toEqual({ address: PRESENT, problems: [] });
  });

  it('is another moment than the present where it names an entry of the log, the first included', () => {
    expect(readAddress('?position=0').address.position).toBe(0);
    expect(isPresent(readAddress('?position=0').address)).toBe(false);
  });
});

describe('what an address asks for in vain', () => {
  it.each([
    '2020-02-30',
    '2020-13-45',
    'yesterday',
    '0000-01-01',
    '2020-10-10T25:00Z',
    '2020-10-10T08:00',
    '',
  ])('is told where the time %j does not exist, and the present is shown', (text) => {
    const { address, problems } = readAddress(`?asOf=${encodeURIComponent(text)}`);
    expect(address).toEqual(PRESENT);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.instead).toBe('what is the case now');
  });

  it.each(['abc', '-1', '1.5', '1e3', '9'.repeat(16), ''])(
    'is told where %j is not the number of an entry',
    (text) => {
      const { address, problems } = readAddress(`?position=${text}`);
      expect(address.position).toBeNull();
      expect(problems.map(({ instead }) => instead)).toEqual(['everything recorded so far']);
    },
  );

  it('is told where it cannot be the id of a development', () => {
    expect(readAddress('?development=../admin').address.development).toBeNull();
    expect(problemsOf(`?development=${'x'.repeat(65)}`)[0]).toMatch(
      /^development=x+… is not the id/,
    );
  });

  it.each(['foo=1', 'asof=2020-11-10', '__proto__=1', 'toString='])(
    'is told where the page knows nothing of %s',
    (part) => {
      const { address, problems } = readAddress(`?${part}&asOf=2020-11-10`);
      expect(address.asOf).toBe('2020-11-10');
      expect(problems.map(({ instead }) => instead)).toEqual(['the page without it']);
    },
  );

  it('is told once for each name, and of several values the first is shown', () => {
    expect(problemsOf('?foo=1&foo=2')).toHaveLength(1);
    expect(readAddress('?asOf=2020-11-10&asOf=2020-11-11').address.asOf).toBe('2020-11-10');
    expect(problemsOf('?asOf=2020-11-10&asOf=2020-11-11')).toEqual([
      'asOf stands there more than once: its first value, 2020-11-10',
    ]);
  });

  it('is told with the end of the log where the entry is beyond it', () => {
    expect(beyondTheLog(999_999, 1_080)).toEqual({
      given: 'position=999999',
      wrong: 'is beyond the log, which ends with entry 1,080',
      instead: 'everything recorded so far',
    });
  });

  it('is never part of the address that the page leads to, whatever a link holds', () => {
    const name = fc.oneof(fc.constantFrom(...Object.keys(PRESENT)), fc.string());
    const value = fc.oneof(fc.constantFrom('2020-11-10', '57', 'S2-05', '2020-13-45'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
        const { address } = readAddress(new URLSearchParams(pairs).toString());
        const { search } = new URL(formatAddress(address), 'http://page/');
        expect(readAddress(search)).toEqual({ address, problems: [] });
      }),
    );
  });
});
