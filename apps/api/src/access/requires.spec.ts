import { describe, expect, it } from '@jest/globals';
import { roleSchema } from '@ceasefire/contracts';
import { allows } from './requires.ts';

describe('what a role may do', () => {
  it.each([
    ['viewer', ['viewer']],
    ['editor', ['viewer', 'editor']],
    ['operator', ['viewer', 'operator']],
    ['admin', ['viewer', 'editor', 'operator', 'admin']],
  ] as const)('%s', (has, may) => {
    expect(roleSchema.options.filter((needs) => allows(has, needs))).toEqual(may);
  });
});
