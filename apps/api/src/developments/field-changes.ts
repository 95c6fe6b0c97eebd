import { type FieldError, jsonPointer } from '@ceasefire/contracts';

/** JSON as it comes from the log. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A field that differs; `before` or `after` is missing where the field is. */
export interface FieldChange {
  readonly pointer: FieldError['pointer'];
  readonly before?: Json;
  readonly after?: Json;
}

type Path = readonly (string | number)[];

/**
 * What differs between two JSON values, field by field, in the order of the fields. An array of which only the length changed is
 * compared item by item; `undefined` is a value that is not there.
 */
export function fieldChanges(
  before: Json | undefined,
  after: Json | undefined,
  path: Path = [],
): readonly FieldChange[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      fieldChanges(own(before, name), own(after, name), [...path, name]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) =>
      fieldChanges(before[index], after[index], [...path, index]),
    ).flat();
  }
  if (before === after) return [];
  return [
    {
      pointer: jsonPointer(path),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

const isObject = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (object: Record<string, Json>, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
