import { describe, expect, it } from '@jest/globals';
import { Ending } from './ending.ts';

const noting = (ended: string[], name: string) => () => Promise.resolve(ended.push(name));

describe('the end', () => {
  it('comes in the reverse order of the beginning, and once', async () => {
    const ended: string[] = [];
    const ending = new Ending();
    ending.add(noting(ended, 'database'));
    ending.add(noting(ended, 'server'));
    expect(await Promise.all([ending.end(), ending.end()])).toEqual([true, true]);
    expect(ended).toEqual(['server', 'database']);
  });

  it('of one part that fails does not keep the others', async () => {
    const ended: string[] = [];
    const ending = new Ending();
    ending.add(noting(ended, 'database'));
    ending.add(() => Promise.reject(new Error('stuck')));
    expect(await ending.end()).toBe(false);
    expect(ended).toEqual(['database']);
  });

  it('catches up with what began during it', async () => {
    const ended: string[] = [];
    const ending = new Ending();
    await ending.end();
    ending.add(noting(ended, 'late'));
    expect(ending.begun).toBe(true);
    expect(ended).toEqual(['late']);
  });
});
