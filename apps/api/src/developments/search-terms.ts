import type { SituationDescription } from '@ceasefire/contracts';
import { likePattern, searchWords } from './search-text.ts';

/** Words of a query that name somebody or somewhere: found where the text holds them all, or where one of the ids stands. */
export interface NamedTerm {
  readonly patterns: readonly string[];
  /** Of the actors and places that bear the name. */
  readonly ids: readonly string[];
}

/** What a query asks for; everything has to be found. */
export interface SearchTerms {
  /** `LIKE` patterns of the words that name nobody. */
  readonly patterns: readonly string[];
  readonly named: readonly NamedTerm[];
}

/** Reads queries by the labels, aliases and names in every language of a situation's actors and places. */
export class NamedSearch {
  readonly #idsByName = new Map<string, Set<string>>();
  #mostWords = 1;

  constructor({ actors, places }: Pick<SituationDescription, 'actors' | 'places'>) {
    for (const { id, label, aliases } of actors) this.#add(id, [label, ...aliases]);
    for (const { id, label, names } of places)
      this.#add(id, [label, ...Object.values(names).flat()]);
  }

  /** Takes the longest run of words that spells a name in full: part of one, e.g. `side` of `Armenian side`, names nobody. */
  termsOf(query: string): SearchTerms {
    const words = searchWords(query);
    const patterns: string[] = [];
    const named: NamedTerm[] = [];
    for (let start = 0; start < words.length;) {
      const run = this.#nameAt(words, start);
      const taken = words.slice(start, start + (run?.length ?? 1)).map(likePattern);
      if (run === undefined) patterns.push(...taken);
      else named.push({ patterns: taken, ids: run.ids });
      start += taken.length;
    }
    return { patterns, named };
  }

  #nameAt(words: readonly string[], start: number) {
    const most = Math.min(this.#mostWords, words.length - start);
    for (let length = most; length > 0; length -= 1) {
      const ids = this.#idsByName.get(words.slice(start, start + length).join(' '));
      if (ids !== undefined) return { length, ids: [...ids] };
    }
    return undefined;
  }

  #add(id: string, names: readonly string[]): void {
    for (const name of names) {
      const words = searchWords(name);
      const key = words.join(' ');
      this.#mostWords = Math.max(this.#mostWords, words.length);
      this.#idsByName.set(key, (this.#idsByName.get(key) ?? new Set()).add(id));
    }
  }
}
