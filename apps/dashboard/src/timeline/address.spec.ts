import { describe, expect, it } from '@jest/globals';
import { formatAddress, parseAddress, PRESENT } from './address.ts';

describe('the address of the page', () => {
  it('opens the same moment and development again', () => {
    const address = {
      asOf: '2020-10-10T07:59:00Z',
      knownAt: '2020-11-10',
      development: 'S2-05',
    };
    expect(formatAddress(address)).toBe(
      '?asOf=2020-10-10T07:59:00Z&knownAt=2020-11-10&development=S2-05',
    );
    expect(parseAddress(formatAddress(address))).toEqual(address);
  });

  it('is the bare page for the present', () => {
    expect(formatAddress(PRESENT)).toBe('./');
    expect(parseAddress('')).toEqual(PRESENT);
  });

  it.each(['2020-02-30', 'yesterday', '2020-13-01', '2020-10-10T25:00Z', '2020-10-10T08:00', ''])(
    'leaves out the time %j, which does not exist',
    (text) => {
      expect(parseAddress(`?asOf=${encodeURIComponent(text)}`).asOf).toBeNull();
    },
  );

  it('leaves out what cannot be the id of a development', () => {
    expect(parseAddress('?development=../admin').development).toBeNull();
    expect(parseAddress(`?development=${'x'.repeat(65)}`).development).toBeNull();
  });
});
