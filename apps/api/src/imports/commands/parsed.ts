import { z } from 'zod';
import { fieldErrors } from '../../problems/zod-problem.ts';
import { RecordRefused } from '../import-record.ts';

/** The value as its schema has it; `at` is where it stands in the record. @throws RecordRefused naming every bad field */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: '' | '/data',
): z.output<Schema> {
  const result = compiled(schema).safeParse(value);
  if (result.success) return result.data;
  throw new RecordRefused(
    fieldErrors(result.error).map(({ pointer, detail }) => ({
      pointer: `${at}${pointer}`,
      detail,
    })),
  );
}

const known = new WeakMap<z.ZodType, z.ZodType>();

/** With the function that zod makes of a schema, which is worth while where many values are read by it. */
function compiled<Schema extends z.ZodType>(schema: Schema): Schema {
  let made = known.get(schema);
  if (made === undefined) known.set(schema, (made = z.compile(schema)));
  return made as Schema;
}
