import { z } from 'zod';

/** A line or several: no control character but tab and line feed, no half of a surrogate pair. */
const printable = /^[^\p{Cs}\u0000-\u0008\u000b-\u001f\u007f]*$/u;

/** Text of 1 to `max` UTF-16 units that is not blank and holds no control character but tab and line feed. */
export const text = (max: number) =>
  z
    .string()
    .min(1, { error: 'must not be empty', abort: true })
    .max(max, `must have at most ${max} characters`)
    .regex(printable, 'must not hold control characters or half of a surrogate pair')
    // White space and what only formats, such as a zero-width space, show nothing.
    .regex(/[^\s\p{Cf}]/u, 'must not be blank');

/** What names a thing in URLs and streams: 1 to 64 letters, digits, dots, underscores and hyphens, the first no sign. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u,
    'must be 1 to 64 letters, digits, dots, underscores or hyphens and begin with a letter or digit',
  );

/** At most `max` items, none of them twice. */
export const distinct = <Item extends z.ZodType<string>>(item: Item, max: number) =>
  z
    .array(item)
    .max(max, `must have at most ${max} items`)
    .refine((items) => new Set(items).size === items.length, 'must not name anything twice');

/** A web address: `http` or `https`, without user name and password. */
export const webAddress = z
  .string()
  .max(2000, 'must have at most 2000 characters')
  .regex(
    /^https?:\/\/[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?(:\d{1,5})?([/?#][^\s\p{C}<>"\\^`{|}]*)?$/u,
    'must be an http or https address',
  )
  .meta({ example: 'https://news.example/2020/11/10/talks' });

/** A BCP 47 language tag in its common form, e.g. `de` or `pt-BR`. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/u, 'must be a language tag such as de or pt-BR');
