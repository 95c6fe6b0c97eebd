import type { Expectation } from '../boards.ts';
import type { Happening } from '../folding/happening.ts';
import { formatInstant, getSpan } from '../time/instant.ts';

/** Something that somebody said would happen, in a window whose ends are both inclusive. */
export interface ExpectationState {
  readonly development: string;
  readonly expects: string;
  readonly issues: readonly string[];
  readonly window: Expectation['window'];
  /** The end of the window, in epoch milliseconds. */
  readonly toMs: number;
  readonly status: 'PENDING' | 'MET' | 'MISSED';
  /** The issues for which it has come true. */
  readonly met: readonly string[];
  /** What brought it about, newest first, then the statement itself. */
  readonly because: readonly string[];
}

type Expectations = readonly ExpectationState[];

const mostKept = 10;

/** The expectations with the one that a happening states; the oldest that are closed are dropped beyond ten. */
export function stated(expectations: Expectations, { id, details }: Happening): Expectations {
  const { expects, window, issues = [] } = details;
  if (expects === undefined || window === undefined) return expectations;
  const toMs = getSpan(window.to).endMs;
  const expectation: ExpectationState = {
    development: id,
    expects,
    issues,
    window: { from: formatInstant(getSpan(window.from).startMs), to: formatInstant(toMs) },
    toMs,
    status: 'PENDING',
    met: [],
    because: [id],
  };
  const all = [...expectations, expectation];
  if (all.length <= mostKept) return all;
  const closed = all.findIndex(({ status }) => status !== 'PENDING');
  return closed < 0 ? all : all.filter((_, index) => index !== closed);
}

/** The expectations after something happened at `at`: it may be what was expected. */
export function fulfilled(
  expectations: Expectations,
  happening: Happening,
  at: number,
): Expectations {
  const awaited = ({ status, expects, toMs }: ExpectationState): boolean =>
    status === 'PENDING' && expects === happening.kind && at <= toMs;
  if (!expectations.some(awaited)) return expectations;
  return expectations.map((each) => (awaited(each) ? cameTrue(each, happening) : each));
}

function cameTrue(expectation: ExpectationState, { id, details }: Happening): ExpectationState {
  const { issues, met, because } = expectation;
  const { issue } = details;
  if (issues.length > 0 && (issue === undefined || !issues.includes(issue))) return expectation;
  const reached = issue === undefined || met.includes(issue) ? met : [...met, issue];
  const complete = issues.every((each) => reached.includes(each));
  return {
    ...expectation,
    met: reached,
    status: complete ? 'MET' : 'PENDING',
    because: [id, ...because],
  };
}

/** The expectations after the clock has come to `toMs`: what had not happened by the end of its window was missed. */
export function expired(expectations: Expectations, toMs: number): Expectations {
  const late = (each: ExpectationState): boolean => each.status === 'PENDING' && each.toMs < toMs;
  if (!expectations.some(late)) return expectations;
  return expectations.map((each) => (late(each) ? { ...each, status: 'MISSED' as const } : each));
}

/**
 * The expectations as far as anybody can know at `knownMs` (epoch ms): whether something was missed shows only after its window,
 * so that what is read at a later valid time is still pending where the window had not ended by then.
 */
export function asKnownAt(expectations: Expectations, knownMs: number): Expectations {
  const open = (each: ExpectationState): boolean =>
    each.status === 'MISSED' && each.toMs >= knownMs;
  if (!expectations.some(open)) return expectations;
  return expectations.map((each) => (open(each) ? { ...each, status: 'PENDING' as const } : each));
}

/** The instant (epoch ms) at which the next expectation is missed if nothing happens; `Infinity` when none is pending. */
export function nextExpiry(expectations: Expectations): number {
  return expectations.reduce(
    (next, { status, toMs }) => (status === 'PENDING' ? Math.min(next, toMs + 1) : next),
    Infinity,
  );
}
