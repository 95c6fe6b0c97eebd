import type { KnownProcess } from '@ceasefire/contracts';
import type { Founding } from '@ceasefire/domain';

/** The processes of the situation, then those that developments have founded, each with the issues that were raised in it. */
export function knownProcesses(
  given: readonly KnownProcess[],
  founded: readonly Founding[],
): readonly KnownProcess[] {
  const known = new Map(given.map((process) => [process.id, process] as const));
  const named = founded.filter(({ issue }) => issue === undefined);
  for (const { process, sort, label } of named)
    if (!known.has(process)) known.set(process, processOf(process, sort, label));
  for (const { process, issue, label } of founded) {
    if (issue === undefined) continue;
    const negotiation = known.get(process) ?? processOf(process, 'negotiation', process);
    if (negotiation.kind !== 'negotiation') continue;
    if (negotiation.issues.some(({ id }) => id === issue)) continue;
    known.set(process, { ...negotiation, issues: [...negotiation.issues, { id: issue, label }] });
  }
  return [...known.values()];
}

function processOf(id: string, kind: Founding['sort'], label: string): KnownProcess {
  switch (kind) {
    case 'arrangement':
      return { id, kind, label };
    case 'deployment':
      return { id, kind, label, contributor: null };
    case 'negotiation':
      return { id, kind, label, issues: [] };
  }
}
