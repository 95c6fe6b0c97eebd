import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { invalid } from '../problems/zod-problem.ts';

const places = { body: 'body', query: 'query', param: 'path', custom: 'request' } as const;

/**
 * Parses what a route was handed by its zod schema: `@Body(new ZodPipe(schema))`, `@Query(…)`, `@Param(…)`.
 * An object takes no field that its schema does not name, and a parameter that comes twice is an array.
 * @throws Problem 400 naming every bad field
 */
@Injectable()
export class ZodPipe<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  readonly #schema: z.ZodType;

  constructor(schema: Schema) {
    this.#schema = closed(schema);
  }

  transform(value: unknown, metadata: ArgumentMetadata): z.output<Schema> {
    const parsed = this.#schema.safeParse(value === undefined ? {} : value);
    if (!parsed.success) throw invalid(parsed.error, places[metadata.type]);
    return parsed.data as z.output<Schema>;
  }
}

/** An object that says nothing about unknown fields refuses them. */
function closed(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined
    ? schema.strict()
    : schema;
}
