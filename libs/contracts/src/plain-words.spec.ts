import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as contracts from './index.ts';

/** What no field of any schema takes, or only some do. */
const hostile: readonly unknown[] = [
  ...[undefined, null, true, Number.NaN, Infinity, -1, 0, 1.5, 1e300, 10n, Symbol('s'), new Date()],
  ...['', ' ', 'x', 'x'.repeat(3_000), '\u0000', '2020-13-01', '-1', 'http://'],
  ...[[], [1], ['a', 'a'], Array.from({ length: 100 }, () => 'a'), {}, { unheard: 1 }, new Map()],
];

interface Inner {
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly in?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** Values that reach every field of a schema with everything hostile, however deep it lies. */
function valuesFor(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.ZodType>).map(
      ([name, field]) => [name, valuesFor(field)] as const,
    );
    const most = Math.max(...fields.map(([, values]) => values.length));
    const whole = Array.from({ length: most }, (_, turn) =>
      Object.fromEntries(fields.map(([name, values]) => [name, values[turn % values.length]])),
    );
    return [...hostile, ...whole];
  }
  const { innerType, element, in: before, valueType, options } = schema.def as Inner;
  if (element) return [...hostile, ...valuesFor(element).map((value) => [value])];
  if (valueType) return [...hostile, ...valuesFor(valueType).map((value) => ({ a: value }))];
  if (options) return options.flatMap(valuesFor);
  const within = innerType ?? before;
  return within ? valuesFor(within) : hostile;
}

type Found = Map<string, Set<string>>;

function note(issues: readonly z.core.$ZodIssue[], found: Found): void {
  for (const issue of issues) {
    const messages = found.get(issue.code) ?? new Set();
    found.set(issue.code, messages.add(issue.message));
    if (issue.code === 'invalid_key' || issue.code === 'invalid_element') note(issue.issues, found);
    if (issue.code === 'invalid_union') for (const each of issue.errors) note(each, found);
  }
}

const routes = [
  ...contracts.routes,
  ...contracts.keyRoutes,
  ...contracts.projectionRoutes,
  ...contracts.readingRoutes,
];
const schemas: readonly z.ZodType[] = [
  ...Object.values(contracts).filter((each) => each instanceof z.ZodType),
  ...routes.flatMap(({ params, query, headers, body }) =>
    [params, query, headers, body].filter((each) => each !== undefined),
  ),
];

describe('what is wrong with any value that the wire takes', () => {
  it('is said in plain words, whatever is wrong', () => {
    const found: Found = new Map();
    for (const schema of schemas)
      for (const value of valuesFor(schema))
        note(schema.safeParse(value).error?.issues ?? [], found);
    const raw = [...found.values()]
      .flatMap((messages) => [...messages])
      .filter((message) => !/^(must|is|has|holds|names|cannot) /u.test(message));
    expect(raw).toEqual([]);
    expect([...found.keys()].sort()).toEqual(
      expect.arrayContaining([
        'custom',
        'invalid_format',
        'invalid_type',
        'invalid_value',
        'too_big',
        'too_small',
        'unrecognized_keys',
      ]),
    );
  });

  it.each([
    [z.string(), undefined, 'must be given'],
    [z.string(), 1, 'must be a text'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.int().min(1), 0, 'must be at least 1'],
    [z.number().lt(9), 9, 'must be less than 9'],
    [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 item'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(3), 'a', 'must have at least 3 characters'],
    [z.enum(['a', 'b']), 'c', 'must be one of a, b'],
    [z.literal('a'), 'c', 'must be a'],
    [z.uuid(), 'x', 'must be a UUID'],
    [z.iso.datetime(), 'x', 'must be an instant such as 2020-10-10T08:00:00Z'],
    [z.string().regex(/a/u), 'x', 'is not in the form that is asked for'],
    [z.number().multipleOf(2), 3, 'must be a multiple of 2'],
    [z.union([z.string(), z.int()]), true, 'is in no form that is known here'],
    [z.string('must be yours'), 1, 'must be yours'],
  ])('%#: is said so', (schema, value, message) => {
    expect(schema.safeParse(value).error?.issues[0]?.message).toBe(message);
  });
});
