import type { ProcessDefinition } from '../boards.ts';
import { sortOf } from '../development/rules/check-process.ts';
import type { Happening } from '../folding/happening.ts';

/** What of a revision brings names into being. */
type Speaking = Pick<Happening, 'status' | 'kind' | 'process' | 'details' | 'claim'>;

type Sort = ProcessDefinition['kind'];

/** A process, or an issue of a negotiation, that developments say they bring into being, and what the last of them calls it. */
export interface Founding {
  readonly process: string;
  readonly sort: Sort;
  /** Undefined: it is the process that is named. */
  readonly issue?: string;
  readonly label: string;
}

/** The processes and issues that developments have brought into being, and who contests what, as the log stands now. */
export interface Names {
  /** To be told of every revision that begins to hold now, with 1, and of each that ceases to, with -1. */
  readonly count: (revision: Speaking, by: 1 | -1) => void;
  /** The sort of a process that a development which was not retracted belongs to: such a one was known or founded. */
  readonly process: (id: string) => Sort | undefined;
  /** Whether an issue was raised in a negotiation. */
  readonly issue: (negotiation: string, issue: string) => boolean;
  /** Whether one party asserts what another denies, at whatever valid time. */
  readonly contested: (subject: string) => boolean;
  /** What developments that were not retracted name as new. */
  readonly founded: () => readonly Founding[];
}

/** Counts how many developments speak for each name. */
export function createNames(): Names {
  const processes = new Map<string, Map<Sort, number>>();
  const issues = new Map<string, number>();
  const asserting = new Map<string, Map<string, number>>();
  const denying = new Map<string, Map<string, number>>();
  const foundings = new Map<string, Map<string, number>>();

  return {
    count: ({ status, kind, process, details, claim }, by) => {
      if (status === 'active' && claim !== null) {
        addIn(claim.stance === 'asserts' ? asserting : denying, [claim.subject, claim.by], by);
      }
      const sort = sortOf(kind);
      if (status === 'retracted' || process === null || sort === undefined) return;
      addIn(processes, [process, sort], by);
      if (kind === 'IssueRaised' && details.issue !== undefined) {
        add(issues, issueKey(process, details.issue), by);
      }
      if (details.founds !== undefined) {
        const issue = kind === 'IssueRaised' ? details.issue : undefined;
        addIn(foundings, [JSON.stringify({ process, sort, issue }), details.founds.label], by);
      }
    },
    process: (id) => processes.get(id)?.keys().next().value,
    issue: (negotiation, issue) => issues.has(issueKey(negotiation, issue)),
    contested: (subject) => {
      const against = [...(denying.get(subject)?.keys() ?? [])];
      return [...(asserting.get(subject)?.keys() ?? [])].some((party) =>
        against.some((other) => other !== party),
      );
    },
    founded: () =>
      [...foundings].map(([what, labels]) => ({
        ...(JSON.parse(what) as Omit<Founding, 'label'>),
        label: [...labels.keys()].at(-1) ?? '',
      })),
  };
}

function add<Key>(counts: Map<Key, number>, key: Key, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

function addIn<Key>(
  counts: Map<string, Map<Key, number>>,
  [name, key]: readonly [string, Key],
  by: 1 | -1,
): void {
  const inner = counts.get(name) ?? new Map<Key, number>();
  add(inner, key, by);
  if (inner.size === 0) counts.delete(name);
  else counts.set(name, inner);
}

const issueKey = (negotiation: string, issue: string): string => `${negotiation}\n${issue}`;
