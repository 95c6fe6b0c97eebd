import { jsonPointer, type FieldError } from '@ceasefire/contracts';
import type { z } from 'zod';
import { Problem } from './problem.ts';

/** A reader is helped by the first hundred; an attacker is not helped by more. */
const mostErrors = 100;

/** Every bad field that zod found, an unknown field by its own pointer. */
export function fieldErrors(error: z.core.$ZodError): readonly FieldError[] {
  return error.issues.flatMap((issue) => errorsOf(issue, [])).slice(0, mostErrors);
}

/** 400 with every bad field named. */
export function invalid(error: z.core.$ZodError, where: string): Problem {
  const errors = fieldErrors(error);
  const fields = errors.length === 1 ? '1 field is' : `${errors.length} fields are`;
  return new Problem('invalid', `${fields} wrong in the ${where}; \`errors\` names each.`, {
    errors,
  });
}

function errorsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...path, key]),
      detail: 'is not a field that is known here',
    }));
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
    return issue.issues.flatMap((inner) => errorsOf(inner, path));
  return [{ pointer: jsonPointer(path), detail: issue.message }];
}
