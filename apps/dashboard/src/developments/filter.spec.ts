import { describe, expect, it } from '@jest/globals';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { badgesOf } from './badges.ts';
import { filterQuery, isFiltering, noFilter, passes } from './filter.ts';
import { attributionWords, supportWords } from './sources.ts';
import { waitingWords } from './waiting-words.ts';

const source = {
  outlet: 'DER SPIEGEL',
  title: 'No soldiers in the monitoring',
  publishedAt: '2020-11-10',
  attributionChain: ['Kremlin', 'Interfax', 'DER SPIEGEL'],
  anonymous: false,
};

const denial: DevelopmentDocument = {
  id: 'd',
  kind: 'DeploymentDenied',
  summary: 'The spokesman denies it.',
  occurred: { from: '2020-11-10', to: '2020-11-10', precision: 'day', certainty: 'derived' },
  modality: 'negation',
  process: 'force',
  actors: [],
  places: [],
  sources: [source],
  codes: {},
  details: {},
  version: 1,
  status: 'active',
  position: 1,
  recordedAt: '2020-11-25T00:00:00.000Z',
  independentSources: 1,
  mergedInto: null,
  absorbed: [],
};

describe('a filter', () => {
  it('lets through the kinds of its group', () => {
    expect(passes({ group: 'deployment', text: '' }, denial)).toBe(true);
    expect(passes({ group: 'negotiation', text: '' }, denial)).toBe(false);
    expect(passes({ group: 'retracted', text: '' }, denial)).toBe(false);
  });

  it('lets through what was retracted only where that is asked for', () => {
    const retracted = { ...denial, status: 'retracted' } as const;
    expect(passes(noFilter, retracted)).toBe(false);
    expect(passes({ group: 'retracted', text: '' }, retracted)).toBe(true);
  });

  it('looks for every word in the summary, the outlets and the titles', () => {
    expect(passes({ group: 'all', text: 'spokesman SPIEGEL' }, denial)).toBe(true);
    expect(passes({ group: 'all', text: 'spokesman Reuters' }, denial)).toBe(false);
  });

  it('asks the API for the words and for what was retracted', () => {
    expect(filterQuery({ group: 'retracted', text: ' truce ' })).toEqual({
      q: 'truce',
      status: 'retracted',
    });
    expect(isFiltering({ group: 'all', text: ' ' })).toBe(false);
    expect(filterQuery(noFilter)).toEqual({ q: null, status: null });
  });
});

describe('what waits', () => {
  it('is called new or changed as it is', () => {
    const shown = [{ id: 'a' }, { id: 'b' }];
    expect(waitingWords(['x', 'y'], shown)).toBe('2 new developments');
    expect(waitingWords(['a'], shown)).toBe('1 changed development');
    expect(waitingWords(['a', 'x', 'b'], shown)).toBe('3 new or changed developments');
  });
});

describe('the sources of a development', () => {
  it('are told from the root to the outlet, each link once', () => {
    expect(attributionWords(source)).toBe('Kremlin, via Interfax, via DER SPIEGEL');
    expect(attributionWords({ ...source, attributionChain: [] })).toBe('DER SPIEGEL');
  });

  it('that go back to one root are one source', () => {
    const sources = [source, { ...source, outlet: 'Turan' }];
    expect(supportWords({ sources: [source], independentSources: 1 })).toBe('Single source');
    expect(supportWords({ sources, independentSources: 1 })).toBe('2 reports of one source');
    expect(supportWords({ sources, independentSources: 2 })).toBe('2 independent sources');
  });
});

describe('the badges of a development', () => {
  it('warn of what must not be taken at face value', () => {
    expect(badgesOf(denial).map(({ words }) => words)).toEqual(['Denied or absent']);
    const inferred = {
      ...denial,
      modality: 'actual',
      status: 'retracted',
      occurred: { ...denial.occurred, certainty: 'inference' },
    } as const;
    expect(badgesOf(inferred).map(({ words }) => words)).toEqual(['Retracted', 'Inferred']);
  });

  it('are none for a plain development', () => {
    expect(badgesOf({ ...denial, modality: 'actual' })).toEqual([]);
  });
});
