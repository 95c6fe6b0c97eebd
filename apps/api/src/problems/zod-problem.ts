import { jsonPointer, type FieldError } from '@ceasefire/contracts';
import type { z } from 'zod';
import { Problem } from './problem.ts';

/** A reader is helped by the first hundred; an attacker is not helped by more. */
const mostErrors = 100;

/** Every bad field that zod found, an unknown field by its own pointer. */
export function fieldErrors(error: z.core.$ZodError): readonly FieldError[] {
  return errorsOf(error.issues, []).slice(0, mostErrors);
}

/** 400 with every bad field named. */
export function invalid(error: z.core.$ZodError, where: string): Problem {
  const errors = fieldErrors(error);
  const fields = errors.length === 1 ? '1 field is' : `${errors.length} fields are`;
  return new Problem('invalid', `${fields} wrong in the ${where}; \`errors\` names each.`, {
    errors,
  });
}

type Issue = z.core.$ZodIssue;

const errorsOf = (issues: readonly Issue[], above: readonly PropertyKey[]): readonly FieldError[] =>
  issues.flatMap((issue, index) =>
    isSaidBetter(issue, issues[index + 1]) ? [] : errorsOfOne(issue, above),
  );

/** Of a number beyond all that are exact zod says so, and then which bound of the field it is beyond. */
const isSaidBetter = (issue: Issue, next: Issue | undefined): boolean =>
  'origin' in issue &&
  issue.origin === 'int' &&
  issue.code === next?.code &&
  jsonPointer(issue.path) === jsonPointer(next.path);

function errorsOfOne(issue: Issue, above: readonly PropertyKey[]): readonly FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...path, key]),
      detail: 'is not a field that is known here',
    }));
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
    return errorsOf(issue.issues, path);
  return [{ pointer: jsonPointer(path), detail: issue.message }];
}
