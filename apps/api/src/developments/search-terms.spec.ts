import { describe, expect, it } from '@jest/globals';
import { NamedSearch } from './search-terms.ts';

const search = new NamedSearch({
  actors: [
    { id: 'peskov', label: 'Dmitry Peskov', kind: 'person', aliases: ['Peskow'] },
    { id: 'borduria', label: 'Borduria', kind: 'state', aliases: ['Bordurian side'] },
    { id: 'hill-council', label: 'Council', kind: 'body', aliases: ['Şuşa'] },
  ],
  places: [
    {
      id: 'hill',
      label: 'Hill / Şuşa',
      kind: 'town',
      latitude: 0,
      longitude: 0,
      names: { en: ['Old Hill'], az: ['Şuşa'], ru: ['Шуша'] },
    },
  ],
});
const idsOf = (query: string) => search.termsOf(query).named.map(({ ids }) => ids);

describe('a search', () => {
  it('knows actors and places by every name, in any case and without accents', () => {
    expect(idsOf('PESKOW')).toEqual([['peskov']]);
    expect(idsOf('шуша')).toEqual([['hill']]);
    expect(idsOf('susa')).toEqual([['hill-council', 'hill']]);
  });

  it('takes the words of a name together, and looks for the others one by one', () => {
    expect(search.termsOf('talks  dmitry peskov 50%')).toEqual({
      patterns: ['%talks%', '%50\\%%'],
      named: [{ patterns: ['%dmitry%', '%peskov%'], ids: ['peskov'] }],
    });
  });

  it('takes part of a name for a word like any other', () => {
    expect(search.termsOf('side old')).toEqual({ patterns: ['%side%', '%old%'], named: [] });
  });

  it('of nothing but blanks asks for nothing', () => {
    expect(search.termsOf(' \n ')).toEqual({ patterns: [], named: [] });
  });
});
