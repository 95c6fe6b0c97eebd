import type { ProcessDefinition } from '../../boards.ts';
import type { Development } from '../development.ts';
import type { FieldError } from '../domain-error.ts';
import { type DevelopmentKind, kinds } from '../kinds.ts';
import type { Situation } from './situation.ts';

type Sort = ProcessDefinition['kind'];

/** The sort of process that a kind moves; undefined for a kind that moves none. */
export function sortOf(kind: DevelopmentKind): Sort | undefined {
  // Fighting is not part of any one arrangement.
  if (kind === 'HostilitiesReported' || kind === 'HostilitiesCeased') return undefined;
  switch (kinds[kind].board) {
    case 'ceasefire':
      return 'arrangement';
    case 'deployment':
      return 'deployment';
    case 'negotiation':
      return 'negotiation';
    case 'disputes':
    case 'feed':
      return undefined;
  }
}

/** What is wrong with the process that a development belongs to, and with what it founds. */
export function checkProcess(development: Development, knows: Situation): readonly FieldError[] {
  const { kind, process, details } = development;
  const needed = sortOf(kind);
  const founds = details.founds !== undefined;
  if (founds && (needed === undefined || process === null)) {
    return [{ pointer: '/details/founds', detail: `${kind} without a process can found nothing` }];
  }
  if (process === null) {
    if (needed === undefined) return [];
    return [{ pointer: '/process', detail: `must name the ${needed} that ${kind} belongs to` }];
  }
  const known = knows.process(process);
  if (known === undefined && !founds) {
    const detail = `names the process "${process}", which is not known; say details.founds to bring it into being`;
    return [{ pointer: '/process', detail }];
  }
  if (known !== undefined && needed !== undefined && known !== needed) {
    const detail = `is ${withArticle(known)}, but ${kind} belongs to ${withArticle(needed)}`;
    return [{ pointer: '/process', detail }];
  }
  return checkIssues(development, process, knows);
}

function withArticle(sort: Sort): string {
  return sort === 'arrangement' ? 'an arrangement' : `a ${sort}`;
}

function checkIssues(
  { kind, details }: Development,
  negotiation: string,
  knows: Situation,
): readonly FieldError[] {
  if (sortOf(kind) !== 'negotiation') return [];
  const founded = kind === 'IssueRaised' && details.founds !== undefined;
  const named = [
    ...(details.issue === undefined || founded
      ? []
      : [{ id: details.issue, pointer: '/details/issue' }]),
    ...(details.issues ?? []).map((id, index) => ({ id, pointer: `/details/issues/${index}` })),
  ];
  return named
    .filter(({ id }) => !knows.issue(negotiation, id))
    .map(({ id, pointer }) => ({
      pointer,
      detail: `names the issue "${id}", which is not known in ${negotiation}; raise it with details.founds first`,
    }));
}
