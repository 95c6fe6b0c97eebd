import { describe, expect, it } from '@jest/globals';
import { development, source } from '../testing/developments.ts';
import { merge, split, stateOf } from '../testing/editing.ts';
import { logOf } from '../testing/log.ts';
import {
  evolveDevelopmentDocument,
  type DevelopmentDocument,
  viewDevelopment,
} from './document.ts';
import { DomainError } from './domain-error.ts';
import { effectiveSources, independentSources } from './state.ts';

const one = development('ONE', 'StatementMade', { sources: [source('2021-03-01', 'Gazette')] });
const two = development('TWO', 'StatementMade', {
  sources: [source('2021-03-02', 'Courier', 'Wire'), source('2021-03-01', 'Gazette')],
});
const three = development('THREE', 'StatementMade', {
  sources: [source('2021-03-03', 'Herald', 'Wire')],
});

function refusal(act: () => void): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a merge', () => {
  it('stands on every stream that it concerns, and carries the sources over', () => {
    const log = logOf(one, two, three);
    merge(log, 'ONE', 'TWO', 'THREE');
    const written = log.events.slice(3).map(({ stream, type }) => [stream, type]);
    expect(written).toEqual([
      ['development-ONE', 'DevelopmentsMerged'],
      ['development-TWO', 'DevelopmentsMerged'],
      ['development-THREE', 'DevelopmentsMerged'],
    ]);
    expect(stateOf(log, 'TWO')).toMatchObject({ status: 'merged', mergedInto: 'ONE' });
    const state = stateOf(log, 'ONE');
    expect(state?.status).toBe('active');
    const sources = state === undefined ? [] : effectiveSources(state);
    expect(sources.map(({ outlet }) => outlet)).toEqual(['Gazette', 'Courier', 'Herald']);
    expect(independentSources(sources)).toBe(2);
  });

  it('takes a root for the same however its name is written', () => {
    const written = ['Wire', ' wire', 'WIRE '].map((root) => source('2021-03-02', 'Courier', root));
    expect(independentSources(written)).toBe(1);
    expect(independentSources([...written, source('2021-03-02', 'Courier', 'Wires')])).toBe(2);
  });

  it('is seen by readers of the one that remains', () => {
    const log = logOf(one, two);
    merge(log, 'ONE', 'TWO');
    const document = log.events
      .filter(({ stream }) => stream === 'development-ONE')
      .reduce<DevelopmentDocument | undefined>(evolveDevelopmentDocument, undefined);
    expect(document && viewDevelopment(document)).toMatchObject({
      id: 'ONE',
      version: 2,
      position: 3,
      status: 'active',
      independentSources: 2,
      mergedInto: null,
      absorbed: ['TWO'],
    });
  });

  it('of a development into itself, of one named twice, or of none is refused', () => {
    const log = logOf(one, two);
    expect(refusal(() => merge(log, 'ONE', 'ONE')).errors).toMatchObject([{ pointer: '/from/0' }]);
    expect(refusal(() => merge(log, 'ONE', 'TWO', 'TWO')).errors).toMatchObject([
      { pointer: '/from/1' },
    ]);
    expect(refusal(() => merge(log, 'ONE')).errors).toMatchObject([{ pointer: '/from' }]);
  });

  it('of what is merged, retracted or not there is refused, by name', () => {
    const log = logOf(one, two, three);
    merge(log, 'ONE', 'TWO');
    log.append('development-THREE', { type: 'DevelopmentRetracted', data: { reason: 'False.' } });
    expect(refusal(() => merge(log, 'ONE', 'TWO'))).toMatchObject({
      code: 'DEVELOPMENT_MERGED',
      errors: [{ pointer: '/from/0' }],
    });
    expect(refusal(() => merge(log, 'THREE', 'ONE'))).toMatchObject({
      code: 'DEVELOPMENT_RETRACTED',
      errors: [{ pointer: '/into' }],
    });
    expect(refusal(() => merge(log, 'ONE', 'NONE')).code).toBe('DEVELOPMENT_NOT_FOUND');
  });
});

describe('a split', () => {
  it('undoes one merge and leaves the others', () => {
    const log = logOf(one, two, three);
    merge(log, 'ONE', 'TWO');
    merge(log, 'ONE', 'THREE');
    split(log, 'ONE', 4);
    expect(stateOf(log, 'TWO')).toMatchObject({ status: 'active', document: two });
    expect(stateOf(log, 'THREE')?.status).toBe('merged');
    expect(stateOf(log, 'ONE')?.absorbed.map(({ id }) => id)).toEqual(['THREE']);
  });

  it('needs a merge that still stands', () => {
    const log = logOf(one, two);
    merge(log, 'ONE', 'TWO');
    split(log, 'ONE', 3);
    expect(refusal(() => split(log, 'ONE', 3)).code).toBe('MERGE_NOT_FOUND');
    expect(refusal(() => split(log, 'ABSENT', 3)).code).toBe('MERGE_NOT_FOUND');
  });

  it('begins with the outermost merge', () => {
    const log = logOf(one, two, three);
    merge(log, 'TWO', 'THREE');
    merge(log, 'ONE', 'TWO');
    expect(refusal(() => split(log, 'TWO', 4)).code).toBe('DEVELOPMENT_MERGED');
    split(log, 'ONE', 6);
    split(log, 'TWO', 4);
    expect(stateOf(log, 'THREE')?.status).toBe('active');
  });
});
