import type { z } from 'zod';
import { Problem } from '../problems/problem.ts';
import { invalid } from '../problems/zod-problem.ts';

/** Where in a request a value stood: a header has a name that the problem points at. */
interface Place {
  readonly place: string;
  readonly name?: string;
}

/** A part of a request as its schema reads it. @throws Problem 400 naming every bad field, or the header */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { place, name }: Place,
): z.output<Schema> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const problem = invalid(result.error, place);
  if (name === undefined) throw problem;
  const errors = problem.errors.map(({ detail }) => ({ pointer: `/${name}`, detail }));
  throw new Problem('invalid', problem.message, { errors });
}
