import {
  jsonPointer,
  type Report,
  type SeedDevelopment,
  type SeedResolution,
  type SituationDescription,
} from '@ceasefire/contracts';
import { decideDevelopment, DomainError } from '@ceasefire/domain';
import { foundedBy, knownNames, type KnownNames } from './known-names.ts';
import type { SituationProblem } from './situation-error.ts';

/** A development and where it stands: the file, and its index in the file's list. */
export interface PlacedDevelopment {
  readonly file: string;
  readonly index: number;
  readonly development: SeedDevelopment;
}

/** What the developments name and nobody defines, and every rule of the domain that they break. */
export function checkDevelopments(
  description: SituationDescription,
  reports: readonly Report[] | undefined,
  placed: readonly PlacedDevelopment[],
): readonly SituationProblem[] {
  const knows = knownNames(
    description,
    placed.flatMap(({ development }) => foundedBy(development)),
  );
  const known = reports && new Map(reports.map((report) => [report.id, report]));
  return placed.flatMap(({ file, index, development }) =>
    [
      ...refusals(development, knows),
      ...checkSubject(development, knows),
      ...(known === undefined ? [] : checkSources(development, known)),
    ].map(({ pointer, detail }) => ({ file, pointer: `/${index}${pointer}`, detail })),
  );
}

interface Finding {
  readonly pointer: string;
  readonly detail: string;
}

/** What the rules of the domain refuse, asked of the same decider that records it later. */
function refusals(development: SeedDevelopment, knows: KnownNames): readonly Finding[] {
  try {
    decideDevelopment({ type: 'ReportDevelopment', development }, undefined, { knows });
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.errors;
    throw error;
  }
}

function checkSubject({ claim }: SeedDevelopment, knows: KnownNames): readonly Finding[] {
  if (claim === undefined || knows.subject(claim.subject)) return [];
  return [{ pointer: '/claim/subject', detail: unknownSubject(claim.subject) }];
}

const unknownSubject = (id: string): string =>
  `names the subject "${id}", which is not in /subjects of situation.json; add it there or correct the id`;

const repeated = ['outlet', 'title', 'publishedAt', 'translatedFrom', 'url'] as const;

/** A source that names a report says of it what `reports.json` says. */
function checkSources(
  { sources }: SeedDevelopment,
  reports: ReadonlyMap<string, Report>,
): readonly Finding[] {
  return sources.flatMap((source, index) => {
    if (source.report === undefined) return [];
    const report = reports.get(source.report);
    if (report === undefined) {
      const detail = `names the report "${source.report}", which is not in reports.json; add it there or correct the id`;
      return [{ pointer: jsonPointer(['sources', index, 'report']), detail }];
    }
    return repeated.flatMap((field) => {
      const said = report[field];
      if (source[field] === said) return [];
      const due = said === undefined ? 'left out' : JSON.stringify(said);
      const detail = `must be ${due}, as in reports.json for "${report.id}"`;
      return [{ pointer: jsonPointer(['sources', index, field]), detail }];
    });
  });
}

/** What the resolutions name and nobody defines, and what they resolve twice. `ids` are all developments of the situation. */
export function checkResolutions(
  description: SituationDescription,
  resolutions: readonly SeedResolution[],
  ids: ReadonlySet<string>,
): readonly SituationProblem[] {
  const { subject: knowsSubject } = knownNames(description);
  const subjects = resolutions.map(({ subject }) => subject);
  return resolutions.flatMap(({ subject, basedOn }, index) => {
    const findings: Finding[] = basedOn.flatMap((id, each) =>
      ids.has(id)
        ? []
        : [
            {
              pointer: `/basedOn/${each}`,
              detail: `names the development "${id}", which no file in developments/ holds`,
            },
          ],
    );
    if (!knowsSubject(subject))
      findings.push({ pointer: '/subject', detail: unknownSubject(subject) });
    if (subjects.indexOf(subject) !== index)
      findings.push({ pointer: '/subject', detail: `"${subject}" is resolved twice; keep one` });
    return findings.map(({ pointer, detail }) => ({
      file: 'disputes.json',
      pointer: `/${index}${pointer}`,
      detail,
    }));
  });
}
