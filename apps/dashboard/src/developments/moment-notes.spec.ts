import { describe, expect, it } from '@jest/globals';
import { NOW } from '../timeline/address.ts';
import { momentNotes } from './moment-notes.ts';

const sourceOf = (publishedAt: string) => ({
  outlet: 'DER SPIEGEL',
  title: 'No soldiers in the monitoring',
  publishedAt,
  attributionChain: ['DER SPIEGEL'],
  anonymous: false,
});

describe('the notes on a development that does not belong to the moment', () => {
  const development = {
    position: 58,
    sources: [sourceOf('2020-12-05T09:00:00Z'), sourceOf('2020-12-02')],
  };

  it('say that it was recorded after the entry that the page is shown up to', () => {
    expect(momentNotes(development, { ...NOW, position: 57 })).toEqual([
      'This record was added or changed after entry 57 of the log; it is shown as it stands now.',
    ]);
    expect(momentNotes(development, { ...NOW, position: 58 })).toEqual([]);
  });

  it('say that it was not published by then, and when it first was', () => {
    expect(momentNotes(development, { ...NOW, knownAt: '2020-11-01' })).toEqual([
      'This had not been published by 1 Nov 2020: the first report of it is of 2 Dec 2020. It is shown as it stands now.',
    ]);
  });

  it('count a report that bears a date as published by the end of that day', () => {
    expect(momentNotes(development, { ...NOW, knownAt: '2020-12-02' })).toEqual([]);
    expect(momentNotes(development, { ...NOW, knownAt: '2020-12-02T12:00Z' })).toHaveLength(1);
  });

  it('say both where both are so, and nothing of the present', () => {
    expect(momentNotes(development, { ...NOW, knownAt: '2020-11-01', position: 57 })).toHaveLength(
      2,
    );
    expect(momentNotes(development, NOW)).toEqual([]);
  });
});
