import {
  createNames,
  type DevelopmentFact,
  type Fact,
  type Names,
  stanceOf,
} from '@ceasefire/domain';

/** The facts as they stand, by stream, and the names that they have brought into being. */
export class KnownFacts {
  readonly #byStream = new Map<string, Fact>();
  readonly #names = createNames();

  get names(): Pick<Names, 'process' | 'issue' | 'contested'> {
    return this.#names;
  }

  get(stream: string): Fact | undefined {
    return this.#byStream.get(stream);
  }

  /** Puts a fact in the place of the one that its stream led to before. */
  set(stream: string, fact: Fact): void {
    const before = this.#byStream.get(stream);
    if (before?.fact === 'development') this.#names.count(spokenFor(before), -1);
    this.#byStream.set(stream, fact);
    if (fact.fact === 'development') this.#names.count(spokenFor(fact), 1);
  }
}

const spokenFor = (fact: DevelopmentFact) => ({ ...fact, claim: stanceOf(fact) });
