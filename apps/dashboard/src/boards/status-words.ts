/**
 * How a status is felt at a glance. Each tone has its colour and its own shape, so that nothing is said by colour alone:
 * `holds` a disc, `moving` a half disc, `contested` a diamond, `broken` a cross, `none` a ring.
 */
export type Tone = 'holds' | 'moving' | 'contested' | 'broken' | 'none';

/** A status in words, with its tone. */
export interface StatusWords {
  readonly words: string;
  readonly tone: Tone;
}

const STATUSES: Readonly<Record<string, readonly [words: string, tone: Tone]>> = {
  NO_CEASEFIRE: ['No ceasefire', 'none'],
  PROPOSED: ['Proposed', 'moving'],
  THWARTED: ['Thwarted', 'none'],
  AGREED: ['Agreed, not yet in force', 'moving'],
  IN_FORCE: ['In force', 'holds'],
  VIOLATED: ['Violated', 'broken'],
  COLLAPSED: ['Collapsed', 'broken'],
  ONGOING: ['Fighting goes on', 'broken'],
  CEASED: ['Fighting has stopped', 'holds'],
  UNKNOWN: ['Not known', 'none'],
  NONE: ['None', 'none'],
  CLAIMED: ['Claimed by one side', 'contested'],
  DISPUTED: ['Disputed', 'contested'],
  AUTHORISED: ['Authorised', 'moving'],
  DEPLOYING: ['Deploying', 'moving'],
  DEPLOYED: ['Deployed', 'holds'],
  WITHDRAWING: ['Withdrawing', 'moving'],
  WITHDRAWN: ['Withdrawn', 'none'],
  NOT_STARTED: ['Not started', 'none'],
  DISCUSSED: ['Discussed', 'moving'],
  IN_TALKS: ['In talks', 'moving'],
  TERMS_AGREED: ['Terms agreed', 'moving'],
  SIGNED: ['Signed', 'holds'],
  OPERATING: ['Operating', 'holds'],
  STALLED: ['Stalled', 'contested'],
  BROKEN_OFF: ['Broken off', 'broken'],
  OPEN: ['Open', 'none'],
  SETTLED: ['Settled', 'holds'],
  RESOLVED: ['Resolved', 'holds'],
  PENDING: ['Awaited', 'moving'],
  MET: ['Met', 'holds'],
  MISSED: ['Not met in time', 'broken'],
};

/** A board's status in words and tone; a status that this page does not know yet is shown as it is. */
export function statusWords(status: string): StatusWords {
  const [words, tone] = STATUSES[status] ?? [status.replaceAll('_', ' ').toLowerCase(), 'none'];
  return { words, tone };
}

/** Why a status is uncertain: `Possibly already withdrawn or in force.`; null where nothing is uncertain. */
export function possiblyWords(possibly: readonly string[]): string | null {
  if (possibly.length === 0) return null;
  const words = possibly.map((status) => statusWords(status).words.toLowerCase());
  return `Possibly already ${words.join(' or ')}`;
}
