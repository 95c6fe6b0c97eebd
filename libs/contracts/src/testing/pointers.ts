import type { z } from 'zod';
import { jsonPointer } from '../problem.ts';

/** The JSON pointers of everything that a schema finds wrong, sorted; an unknown field by its own. */
export function pointers(schema: z.ZodType, value: unknown): readonly string[] {
  const { error } = schema.safeParse(value);
  const found = (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => jsonPointer([...issue.path, key]))
      : [jsonPointer(issue.path)],
  );
  return [...new Set(found)].sort();
}
