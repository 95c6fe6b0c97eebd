import { kinds, type DevelopmentKind } from '@ceasefire/domain';
import type { Query } from '../connection/api.ts';
import type { DevelopmentDocument } from '../connection/wire.ts';

/** The groups that the chips offer. */
export const groups = [
  'all',
  'ceasefire',
  'deployment',
  'negotiation',
  'disputes',
  'feed',
  'retracted',
] as const;
export type Group = (typeof groups)[number];

/** What the reader wants to see in the feed. */
export interface FeedFilter {
  readonly group: Group;
  /** Words to look for; empty for none. */
  readonly text: string;
}

/** Everything. */
export const noFilter: FeedFilter = { group: 'all', text: '' };

const GROUP_WORDS: Record<Group, string> = {
  all: 'All',
  ceasefire: 'Ceasefire',
  deployment: 'Peacekeepers',
  negotiation: 'Talks',
  disputes: 'Territory',
  feed: 'Statements and events',
  retracted: 'Retracted',
};

/** A group's chip. */
export function groupWords(group: Group): string {
  return GROUP_WORDS[group];
}

/** Whether a filter leaves anything out. */
export function isFiltering(filter: FeedFilter): boolean {
  return filter.group !== 'all' || filter.text.trim() !== '';
}

/** The part of a filter that the API takes; `kind` takes one kind, so a group is sifted here. */
export function filterQuery(filter: FeedFilter): Query {
  const text = filter.text.trim();
  return {
    q: text === '' ? null : text,
    status: filter.group === 'retracted' ? 'retracted' : null,
  };
}

function boardOf(kind: DevelopmentKind): string {
  return kinds[kind].board;
}

/** Whether a development belongs to the group of a filter. */
export function inGroup({ group }: FeedFilter, development: DevelopmentDocument): boolean {
  if (group === 'retracted') return development.status === 'retracted';
  if (development.status !== 'active') return false;
  if (group === 'all') return true;
  return boardOf(development.kind) === group;
}

/** Whether a development that arrives live would show under a filter, as far as this page can tell. */
export function passes(filter: FeedFilter, development: DevelopmentDocument): boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const haystack = [
    development.summary,
    ...development.sources.flatMap(({ outlet, title }) => [outlet, title]),
  ]
    .join(' ')
    .toLowerCase();
  return inGroup(filter, development) && words.every((word) => haystack.includes(word));
}
