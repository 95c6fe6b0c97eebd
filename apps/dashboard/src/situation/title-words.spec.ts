import { describe, expect, it } from '@jest/globals';
import type { StateAnswer } from '../connection/wire.ts';
import { NOW } from '../timeline/address.ts';
import { titleWords } from './title-words.ts';

const reading = (asOf: string | null) => ({
  moment: { ...NOW, asOf },
  state: { ceasefire: { status: 'IN_FORCE' } } as StateAnswer,
});

describe('the title of the tab', () => {
  it('is the situation until its status is known, and then begins with the status', () => {
    expect(titleWords('A valley', null, 0)).toBe('A valley');
    expect(titleWords('A valley', reading(null), 0)).toBe('Ceasefire in force · A valley');
  });

  it('says which day it is about, and what waits to be shown', () => {
    expect(titleWords('A valley', reading('2020-11-10'), 0)).toBe(
      'Ceasefire in force · 10 Nov 2020 · A valley',
    );
    expect(titleWords('A valley', reading(null), 2)).toBe('(2) Ceasefire in force · A valley');
  });
});
