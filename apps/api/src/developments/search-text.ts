/**
 * Text as it is searched: lower case, without accents, so that `cavusoglu` finds `Çavuşoğlu`.
 * The column and the words asked for go through here alike, whatever the collation of the database.
 */
export const searchable = (text: string): string =>
  isPlain.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** ASCII has no accents to look for; a fold asks for many texts. */
const isPlain = /^[\0-\x7f]*$/;

/** Most words of a query that are looked for. */
const mostWords = 12;

/** The words of a text as they are searched: of a long one the first twelve. */
export const searchWords = (text: string): readonly string[] =>
  searchable(text)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords);

/** The `LIKE` pattern of what holds the word; wildcards in it mean themselves. */
export const likePattern = (word: string): string =>
  `%${word.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
