import { developmentKinds } from '@ceasefire/domain';
import { z } from 'zod';
import { developmentId } from './development.ts';
import { id, text } from './text.ts';
import { dateOrInstant, endOf, startOf } from './time.ts';

/** A whole number of at most 15 digits in a query or a path; `wish` is what is said of anything else. */
const digits = (wish = 'must be a whole number, 0 or more') =>
  z.string().regex(/^\d{1,15}$/u, wish);

/** A position in the log, from 0 (before anything). */
export const positionParameter = digits()
  .transform(Number)
  .meta({ type: 'integer', minimum: 0, description: 'A position in the log.' });

/** A page size of 1 to `max`. */
export function limitParameter(max: number, usual: number) {
  const wish = `must be a whole number from 1 to ${max}`;
  return digits(wish)
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, wish)
    .default(usual)
    .meta({ type: 'integer', minimum: 1, maximum: max });
}

const clocks = {
  asOf: dateOrInstant
    .optional()
    .meta({ description: 'What was true then? A date means the end of that UTC day.' }),
  knownAt: dateOrInstant.optional().meta({
    description: 'What had been published by then? A date means the end of that UTC day.',
  }),
  position: positionParameter
    .optional()
    .meta({ description: 'What had been recorded by that position of the log?' }),
};

/** The three clocks of a reading. */
export const momentQuery = z.strictObject(clocks);
export type MomentQuery = z.output<typeof momentQuery>;

/** Which developments to list. `from` and `to` take those that happened, or may have, between them. */
export const developmentsQuery = z
  .strictObject({
    ...clocks,
    cursor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,400}$/u, 'must be a cursor from `next`')
      .optional(),
    limit: limitParameter(500, 50),
    kind: z.enum(developmentKinds).optional(),
    actor: id.optional(),
    place: id.optional(),
    process: id.optional(),
    subject: id.optional(),
    modality: z.enum(['actual', 'historical', 'future', 'hypothetical', 'negation']).optional(),
    status: z.enum(['active', 'retracted', 'merged', 'any']).optional(),
    from: dateOrInstant.optional(),
    to: dateOrInstant.optional(),
    q: text(200).optional().meta({
      description:
        'Words that the summary, outlets or titles hold; a name of an actor or a place, in any language, also finds what is about it.',
    }),
  })
  .refine(({ from, to }) => !from || !to || !(startOf(from) > endOf(to)), {
    path: ['to'],
    error: 'must not be before `from`',
  });
export type DevelopmentsQuery = z.output<typeof developmentsQuery>;

/** What holds at one of the two moments of a comparison: `asOf`, or `asOf,knownAt`. */
const comparedMoment = z
  .string()
  .max(80, 'must have at most 80 characters')
  .transform((value) => value.split(','))
  .pipe(
    z
      .array(dateOrInstant)
      .max(2, 'must be `asOf` or `asOf,knownAt`')
      .transform(([asOf = '', knownAt]) => ({ asOf, knownAt })),
  )
  .meta({
    type: 'string',
    description: '`asOf` or `asOf,knownAt`',
    example: '2020-11-10,2020-11-10',
  });

export const compareQuery = z.strictObject({
  from: comparedMoment,
  to: comparedMoment,
  position: clocks.position,
});
export type CompareQuery = z.output<typeof compareQuery>;

export const transitionsQuery = z.strictObject({
  knownAt: clocks.knownAt,
  position: clocks.position,
});
export type TransitionsQuery = z.output<typeof transitionsQuery>;

export const logQuery = z.strictObject({
  after: positionParameter.default(0),
  limit: limitParameter(1000, 100),
});
export type LogQuery = z.output<typeof logQuery>;

/** The query of every writing route. */
export const writeQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .meta({ type: 'boolean', description: 'Say what the boards would become, and store nothing.' }),
});

/** Path parameters. */
export const developmentParams = z.strictObject({ id: developmentId });
export const subjectParams = z.strictObject({ subject: id });
export const negotiationParams = z.strictObject({ id });
export const mergeParams = z.strictObject({ position: positionParameter });

/** The version that the writer has read: the ETag `"3"`, with its quotation marks. */
export const ifMatchHeader = z
  .string()
  .regex(/^"[1-9]\d{0,14}"$/u, 'must be the ETag of the development, e.g. "3"')
  .transform((value) => Number(value.replaceAll('"', '')))
  .meta({ type: 'string', example: '"3"' });

/** What makes a repeated request one request. */
export const idempotencyKeyHeader = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/u, 'must be 1 to 200 visible ASCII characters')
  .meta({
    description:
      'The same request with the same key once more, on any node and at any time: the first answer again, done once. Another request: 422.',
  });

/** The headers of a writing route that needs no version. */
export const repeatableHeaders = z.strictObject({
  'Idempotency-Key': idempotencyKeyHeader.optional(),
});
