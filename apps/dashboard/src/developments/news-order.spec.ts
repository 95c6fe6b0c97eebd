import type { Modality, Occurred } from '@ceasefire/domain';
import { describe, expect, it } from '@jest/globals';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { inNewsOrder, partNews } from './news-order.ts';

const development = (
  id: string,
  occurred: Partial<Occurred>,
  modality: Modality = 'actual',
): DevelopmentDocument => ({
  id,
  kind: 'StatementMade',
  summary: id,
  occurred: { from: null, to: null, precision: 'day', certainty: 'text', ...occurred },
  modality,
  process: null,
  actors: [],
  places: [],
  sources: [],
  codes: {},
  details: {},
  version: 1,
  status: 'active',
  position: 1,
  recordedAt: '2020-11-25T00:00:00.000Z',
  independentSources: 1,
  mergedInto: null,
  absorbed: [],
});

const ids = (items: readonly DevelopmentDocument[]) => items.map(({ id }) => id);
const on = (day: string) => ({ from: day, to: day });
const hoped = development('hoped', on('2020-11-29'), 'future');
const feared = development('feared', on('2020-11-28'), 'hypothetical');
const said = development('said', on('2020-11-25'));
const promised = development('promised', on('2020-11-20'), 'future');

describe('the feed', () => {
  it('sets apart the forecasts that lie ahead of the newest thing that happened', () => {
    const { ahead, happened } = partNews([hoped, feared, said, promised]);
    expect(ids(ahead)).toEqual(['hoped', 'feared']);
    expect(ids(happened)).toEqual(['said', 'promised']);
  });

  it('sets nothing apart where it holds forecasts alone, or none', () => {
    expect(partNews([hoped, feared])).toEqual({ ahead: [], happened: [hoped, feared] });
    expect(partNews([said])).toEqual({ ahead: [], happened: [said] });
    expect(partNews([])).toEqual({ ahead: [], happened: [] });
  });
});

describe('developments that end on the same day', () => {
  it('begin with those that surely happened then, and end with what merely stands', () => {
    const to = '2020-11-25';
    const items = [
      development('stands', { to, precision: 'standing' }),
      development('in-that-week', { from: '2020-11-18', to, precision: 'before' }),
      development('at-some-time', { to, precision: 'before' }),
      development('on-that-day', { from: to, to }),
    ];
    expect(ids(inNewsOrder(items))).toEqual([
      'on-that-day',
      'in-that-week',
      'at-some-time',
      'stands',
    ]);
  });

  it('never overtake those of a later day, and keep their order where nothing tells them apart', () => {
    const items = [
      development('later', { to: '2020-11-26', precision: 'standing' }),
      said,
      development('said-too', on('2020-11-25')),
      promised,
    ];
    expect(inNewsOrder(items)).toEqual(items);
  });
});
