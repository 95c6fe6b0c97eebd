/** `DeploymentStrengthReported` as words: `Deployment strength reported`. */
export function kindWords(kind: string): string {
  const words = kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return capitalised(words);
}

/** The first letter as a capital; the rest as it is. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An id as words, for when no label is known: `third-country-participation` → `Third country participation`. */
export function idWords(id: string): string {
  return capitalised(id.replaceAll(/[-_]+/g, ' '));
}

/** `['a', 'b', 'c']` → `a, b and c`. */
export function listWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** A number with its noun: `1 source`, `3 sources`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** A whole number with thousands set apart: `2,000`. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-GB');
}

/** The name of a language in English, or its tag where it has none: `Turkish`. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}
