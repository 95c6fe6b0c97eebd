import { describe, expect, it } from '@jest/globals';
import { correctionInput, developmentInput, sourceInput } from '@ceasefire/contracts';
import fc from 'fast-check';
import { z } from 'zod';
import { fieldErrors } from '../../problems/zod-problem.ts';
import { development } from '../../testing/commanding.ts';
import { RecordRefused } from '../import-record.ts';
import { parsed } from './parsed.ts';

type Reading = { readonly value: unknown } | { readonly errors: unknown };

const byImport = (value: unknown): Reading => {
  try {
    return { value: parsed(developmentInput, value, '') };
  } catch (error) {
    if (error instanceof RecordRefused) return { errors: error.faults };
    throw error;
  }
};
const bySchema = (value: unknown): Reading => {
  const { success, data, error } = developmentInput.safeParse(value);
  return success ? { value: data } : { errors: fieldErrors(error) };
};

const hostile = fc.oneof(
  fc.constantFrom('', '\u0000', '\ud800', '__proto__', '2020-02-30', 'a'.repeat(2001), null, 0.5),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A development of which some fields, or fields that nobody knows, are something else or missing. */
const developments = fc
  .dictionary(
    fc.constantFrom(...Object.keys(development()), 'codes', 'claim', '__proto__', 'colour'),
    fc.option(hostile, { nil: undefined }),
    { maxKeys: 3 },
  )
  .map((changes) => JSON.parse(JSON.stringify({ ...development(), ...changes })) as unknown);

describe('a line of an import', () => {
  it('is read, or refused in the same words, as the schema itself would', () => {
    let taken = 0;
    fc.assert(
      fc.property(developments, (value) => {
        const reading = byImport(value);
        expect(reading).toStrictEqual(bySchema(value));
        if ('value' in reading) taken += 1;
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it.each([
    ['developments', developmentInput],
    ['corrections', correctionInput],
    ['sources', sourceInput],
  ])('is read by a function made of the schema: %s', (_, schema) => {
    expect(() => z.compile(schema, { strict: true })).not.toThrow();
  });
});
