import {
  createNames,
  type Development,
  type DevelopmentFact,
  evolveFact,
  type Fact,
  type Names,
  stanceOf,
} from '@ceasefire/domain';

/** The facts as they stand, by stream, and the names that they have brought into being. */
export class KnownFacts {
  /** Of a development that was reported and not changed since, the JSON of its report: most are never asked for again. */
  readonly #byStream = new Map<string, Fact | string>();
  readonly #names = createNames();

  get names(): Pick<Names, 'process' | 'issue' | 'contested'> {
    return this.#names;
  }

  has(stream: string): boolean {
    return this.#byStream.has(stream);
  }

  get(stream: string): Fact | undefined {
    const known = this.#byStream.get(stream);
    return typeof known === 'string' ? folded(stream, known) : known;
  }

  /** The JSON of a report that was given as such, while nothing has changed it. */
  reportOf(stream: string): string | undefined {
    const known = this.#byStream.get(stream);
    return typeof known === 'string' ? known : undefined;
  }

  /** Puts a fact in the place of the one that its stream led to before. */
  set(stream: string, fact: Fact): void {
    const before = this.get(stream);
    if (before?.fact === 'development') this.#names.count(spokenFor(before), -1);
    this.#byStream.set(stream, fact);
    if (fact.fact === 'development') this.#names.count(spokenFor(fact), 1);
  }

  /** The same for a development of which nothing was known before; `report` is its JSON. */
  report(stream: string, development: Development, report: string): void {
    const { kind, process, details } = development;
    const claim = stanceOf(development);
    this.#byStream.set(stream, report);
    this.#names.count({ status: 'active', kind, process, details, claim }, 1);
  }

  /** The same for one that speaks for no name. */
  silentReport(stream: string, report: string): void {
    this.#byStream.set(stream, report);
  }
}

const spokenFor = (fact: DevelopmentFact) => ({ ...fact, claim: stanceOf(fact) });

function folded(stream: string, report: string): Fact {
  const data = JSON.parse(report) as Development;
  const envelope = { position: 0, stream, version: 1, recordedAt: '' };
  return evolveFact(undefined, { ...envelope, type: data.kind, data });
}
