import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const types: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  tuple: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
};

const formats: Readonly<Record<string, string>> = {
  uuid: 'must be a UUID',
  guid: 'must be a UUID',
  date: 'must be a date such as 2020-10-10',
  datetime: 'must be an instant such as 2020-10-10T08:00:00Z',
  url: 'must be a web address',
};

const units: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

/** A bound with what is counted by it. */
function bound(origin: string, value: number | bigint): string {
  const unit = units[origin];
  return unit === undefined ? String(value) : `${value} ${unit}${Number(value) === 1 ? '' : 's'}`;
}

const verbOf = (origin: string): string => (origin in units ? 'must have' : 'must be');

/** What is wrong with a value, as an editor says it; for every issue that a schema has no words of its own for. */
export function plainWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'must be given';
      return types[issue.expected] ?? `must be of the type ${issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `${verbOf(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${bound(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `${verbOf(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${bound(issue.origin, issue.maximum)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'is not in the form that is asked for';
    case 'unrecognized_keys':
      return 'has fields that are not known here';
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'is in no form that is known here';
  }
}

// For a schema's own words, and those of whoever parses, go before; zod's are for programmers.
z.config({ customError: plainWords });
