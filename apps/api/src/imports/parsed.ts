import type { z } from 'zod';
import { fieldErrors } from '../problems/zod-problem.ts';
import { RecordRefused } from './import-record.ts';

/** The value as its schema has it; `at` is where it stands in the record. @throws RecordRefused naming every bad field */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: '' | '/data',
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RecordRefused(
    fieldErrors(result.error).map(({ pointer, detail }) => ({
      pointer: `${at}${pointer}`,
      detail,
    })),
  );
}
