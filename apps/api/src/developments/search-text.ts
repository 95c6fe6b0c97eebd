/**
 * Text as it is searched: lower case, without accents, so that `cavusoglu` finds `Çavuşoğlu`.
 * The column and the words asked for go through here alike, whatever the collation of the database.
 */
export const searchable = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** Most words of a query that are looked for. */
const mostWords = 12;

/** `LIKE` patterns that all have to match: one for each word, its wildcards meaning themselves. */
export const likePatterns = (query: string): readonly string[] =>
  searchable(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords)
    .map((word) => `%${word.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`);
