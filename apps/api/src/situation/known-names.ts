import type { SituationDescription } from '@ceasefire/contracts';
import { type Development, kinds, type ProcessDefinition } from '@ceasefire/domain';

/** The processes of a situation in the shape that the boards need. */
export function processDefinitions({
  processes,
}: SituationDescription): readonly ProcessDefinition[] {
  return processes.map((process) => {
    switch (process.kind) {
      case 'arrangement':
        return { id: process.id, kind: process.kind };
      case 'deployment':
        return { id: process.id, kind: process.kind, contributor: process.contributor };
      case 'negotiation':
        return { id: process.id, kind: process.kind, issues: process.issues.map(({ id }) => id) };
    }
  });
}

/** The ids that a development may name: what the rules of the domain ask for, and the subjects of disputes. */
export interface KnownNames {
  readonly actor: (id: string) => boolean;
  readonly place: (id: string) => boolean;
  readonly subject: (id: string) => boolean;
  readonly process: (id: string) => ProcessDefinition['kind'] | undefined;
  readonly issue: (negotiation: string, id: string) => boolean;
}

/** What is known from a situation's data, and from what the given developments found. */
export function knownNames(
  description: SituationDescription,
  founding: readonly Founded[] = [],
): KnownNames {
  const actors = new Set(description.actors.map(({ id }) => id));
  const places = new Set(description.places.map(({ id }) => id));
  const subjects = new Set(description.subjects.map(({ id }) => id));
  const given = processDefinitions(description);
  const sortById = new Map([
    ...founding.map(({ process, sort }) => [process, sort] as const),
    ...given.map(({ id, kind }) => [id, kind] as const),
  ]);
  const issues = new Set([
    ...given.flatMap(({ id, issues = [] }) => issues.map((issue) => `${id} ${issue}`)),
    ...founding.flatMap(({ process, issue }) =>
      issue === undefined ? [] : [`${process} ${issue}`],
    ),
  ]);
  return {
    actor: (id) => actors.has(id),
    place: (id) => places.has(id),
    subject: (id) => subjects.has(id),
    process: (id) => sortById.get(id),
    issue: (negotiation, id) => issues.has(`${negotiation} ${id}`),
  };
}

/** A process, and with `IssueRaised` an issue, that a development brings into being. */
export interface Founded {
  readonly process: string;
  readonly sort: ProcessDefinition['kind'];
  readonly issue?: string;
}

const sorts = {
  ceasefire: 'arrangement',
  deployment: 'deployment',
  negotiation: 'negotiation',
  disputes: undefined,
  feed: undefined,
} as const;

/** What a development founds, if it says so and its kind can. */
export function foundedBy({ kind, process, details }: Development): readonly Founded[] {
  const sort = sorts[kinds[kind].board];
  if (details.founds === undefined || process === null || sort === undefined) return [];
  const raised = kind === 'IssueRaised' && details.issue !== undefined;
  return [raised ? { process, sort, issue: details.issue } : { process, sort }];
}
