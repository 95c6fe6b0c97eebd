import { z } from 'zod';

/** One bad field: an RFC 6901 JSON pointer into the body, or `/<name>` for a parameter, and what is wrong with it. */
export const fieldErrorSchema = z.object({
  pointer: z.string().meta({ example: '/occurred/from' }),
  detail: z.string(),
});

/** The body of every answer that is an error: problem details (RFC 9457), `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: 'Names the sort of problem.', example: '/problems/invalid' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    errors: z.array(fieldErrorSchema),
    correlationId: z.string().meta({ description: 'Find the request in the logs by it.' }),
  })
  .meta({ id: 'Problem' });

export type FieldError = z.infer<typeof fieldErrorSchema>;
export type ProblemDetails = z.infer<typeof problemSchema>;

/** The JSON pointer (RFC 6901) of a path of keys and indexes; the whole document is ``. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
