import type { Issue } from '../boards.ts';
import type { Happening } from '../folding/happening.ts';
import { joined } from '../folding/history.ts';

/** The newest position of one party on a question. */
export interface PositionState {
  readonly party: string;
  readonly position: string;
  readonly because: readonly string[];
}

/** One question of a negotiation. `since` is epoch milliseconds. */
export interface IssueState {
  readonly id: string;
  readonly status: Issue['status'];
  readonly since: number;
  /** Whether the parties disagree, as last said in so many words; `null`: nobody said, or a position was taken since it was denied. */
  readonly disputed: boolean | null;
  readonly positions: readonly PositionState[];
  readonly because: readonly string[];
}

type Issues = readonly IssueState[];

/** The register with the questions that an expectation names. */
export function expected(issues: Issues, happening: Happening, at: number): Issues {
  const { issues: named = [] } = happening.details;
  const fresh = named.filter((id) => !issues.some((each) => each.id === id));
  return fresh.length === 0 ? issues : [...issues, ...fresh.map((id) => opened(id, happening, at))];
}

/** The register after a question was raised, settled, or a party took a position on it. */
export function registered(issues: Issues, happening: Happening, at: number): Issues {
  const { issue: id } = happening.details;
  if (id === undefined) return issues;
  const known = issues.find((each) => each.id === id);
  const after = evolve(known ?? opened(id, happening, at), happening, at);
  if (known === undefined) return [...issues, after];
  return issues.map((each) => (each === known ? after : each));
}

function opened(id: string, happening: Happening, at: number): IssueState {
  return {
    id,
    status: 'OPEN',
    since: at,
    disputed: null,
    positions: [],
    because: [happening.id],
  };
}

function evolve(issue: IssueState, happening: Happening, at: number): IssueState {
  const positions = taken(issue.positions, happening);
  const disputed = happening.details.disputed ?? said(issue, positions);
  const status = statusAfter({ ...issue, disputed, positions }, happening);
  const moved = status !== issue.status;
  // A position moves the question only where it makes the parties differ; it stands under `positions` in any case.
  const says = happening.kind !== 'PositionTaken';
  return {
    id: issue.id,
    status,
    since: moved ? at : issue.since,
    disputed,
    positions,
    because: moved ? [happening.id] : says ? joined([happening.id], issue.because) : issue.because,
  };
}

/** That the parties agree was said of the positions of then: one that is new is weighed again. */
function said({ disputed, positions }: IssueState, after: IssueState['positions']) {
  const worded = ({ party, position }: PositionState) =>
    positions.some((each) => each.party === party && each.position === position);
  return disputed === false && !after.every(worded) ? null : disputed;
}

/**
 * What the parties' positions come to. Whether they disagree is what a source, or an editor who compared them, says. Where nobody does,
 * positions in other words are taken for other positions: they are in the words of the editors, who give one position one wording.
 */
function statusAfter(issue: IssueState, happening: Happening): Issue['status'] {
  const { kind, startMs } = happening;
  if (kind === 'IssueSettled') return 'SETTLED';
  const reopened = kind === 'IssueRaised' && startMs >= issue.since;
  if (issue.status === 'SETTLED' && !reopened) return 'SETTLED';
  const differ = new Set(issue.positions.map(({ position }) => position)).size > 1;
  return (issue.disputed ?? differ) ? 'DISPUTED' : 'OPEN';
}

function taken(positions: readonly PositionState[], { id, details }: Happening) {
  const { party, position } = details;
  if (party === undefined || position === undefined) return positions;
  const known = positions.find((each) => each.party === party);
  const because = known?.position === position ? joined([id], known.because) : [id];
  const others = positions.filter((each) => each !== known);
  return [...others, { party, position, because }];
}
