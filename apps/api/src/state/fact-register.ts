import {
  type Claim,
  type DevelopmentFact,
  type Fact,
  type ProcessDefinition,
  sortOf,
  stanceOf,
} from '@ceasefire/domain';
import type { Revision } from '@ceasefire/event-store';

/** The facts as they now stand, and what follows from them for later commands. Kept up to date fact by fact. */
export class FactRegister {
  readonly #byKey = new Map<string, Fact>();
  readonly #processes = new Map<string, Map<string, ProcessDefinition['kind']>>();
  readonly #issues = new Map<string, Set<string>>();
  readonly #claims = new Map<string, Map<string, Claim>>();

  /** Takes revisions in the order of their positions. */
  apply(revisions: readonly Revision<Fact>[]): void {
    for (const { key, state } of revisions) {
      const before = this.#byKey.get(key);
      if (before?.fact === 'development') this.#forget(before);
      this.#byKey.set(key, state);
      if (state.fact === 'development') this.#learn(state);
    }
  }

  get(key: string): Fact | undefined {
    return this.#byKey.get(key);
  }

  /** Every key with its fact. */
  entries(): Iterable<readonly [string, Fact]> {
    return this.#byKey.entries();
  }

  /** The sort of a process that a development which was not retracted belongs to: such a one was known or founded. */
  process(id: string): ProcessDefinition['kind'] | undefined {
    return this.#processes.get(id)?.values().next().value;
  }

  /** Whether an issue was raised in a negotiation. */
  issue(negotiation: string, issue: string): boolean {
    return this.#issues.has(issueKey(negotiation, issue));
  }

  /** Whether one party asserts what another denies. */
  contested(subject: string): boolean {
    const claims = [...(this.#claims.get(subject)?.values() ?? [])];
    const deniers = claims.filter(({ stance }) => stance === 'denies');
    return claims.some(
      ({ stance, by }) => stance === 'asserts' && deniers.some((other) => other.by !== by),
    );
  }

  #learn(fact: DevelopmentFact): void {
    if (fact.status === 'retracted') return;
    const { id, process } = fact;
    const claim = stanceOf(fact);
    const sort = sortOf(fact.kind);
    if (process !== null && sort !== undefined)
      entry(this.#processes, process, newMap).set(id, sort);
    const issue = issueOf(fact);
    if (issue !== undefined) entry(this.#issues, issue, newSet).add(id);
    if (claim !== null && fact.status === 'active')
      entry(this.#claims, claim.subject, newMap).set(id, claim);
  }

  #forget(fact: DevelopmentFact): void {
    remove(this.#processes, fact.process, fact.id);
    remove(this.#issues, issueOf(fact), fact.id);
    remove(this.#claims, stanceOf(fact)?.subject, fact.id);
  }
}

const newMap = <Value>(): Map<string, Value> => new Map();
const newSet = (): Set<string> => new Set();

const issueKey = (negotiation: string, issue: string): string => `${negotiation}\n${issue}`;

function issueOf({ kind, process, details }: DevelopmentFact): string | undefined {
  if (kind !== 'IssueRaised' || process === null || details.issue === undefined) return undefined;
  return issueKey(process, details.issue);
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function remove(
  map: Map<string, { delete(id: string): boolean; readonly size: number }>,
  key: string | null | undefined,
  id: string,
): void {
  if (key === null || key === undefined) return;
  const held = map.get(key);
  held?.delete(id);
  if (held?.size === 0) map.delete(key);
}
