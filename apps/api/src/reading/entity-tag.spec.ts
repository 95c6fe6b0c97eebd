import { describe, expect, it } from '@jest/globals';
import { isNamed } from './entity-tag.ts';

describe('If-None-Match', () => {
  it.each([['"3"'], ['W/"3"'], ['"1", "3"'], ['*']])('%s names "3"', (header) => {
    expect(isNamed(header, '"3"')).toBe(true);
  });

  it.each([[undefined], ['"4"'], ['3'], [''], ['"33"']])('%s does not name "3"', (header) => {
    expect(isNamed(header, '"3"')).toBe(false);
  });
});
