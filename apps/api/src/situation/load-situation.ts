import {
  disputesFileSchema,
  type Report,
  reportsFileSchema,
  type SeedDevelopment,
  type SeedResolution,
  seedDevelopmentSchema,
  type SituationDescription,
  situationSchema,
} from '@ceasefire/contracts';
import type { z } from 'zod';
import { fieldErrors } from '../problems/zod-problem.ts';
import {
  checkDevelopments,
  checkResolutions,
  type PlacedDevelopment,
} from './check-developments.ts';
import { checkSituation, twice } from './check-situation.ts';
import { type JsonFile, readFiles, type SituationFiles } from './read-files.ts';
import { SituationError, type SituationProblem } from './situation-error.ts';
import { situationFolder } from './situation-folder.ts';

/** One ceasefire as data: what its page is about, its reports, and what is recorded first, in load order. */
export interface Situation {
  readonly folder: string;
  readonly description: SituationDescription;
  readonly reports: readonly Report[];
  /** File by file in the order of names, each from its top. */
  readonly developments: readonly SeedDevelopment[];
  /** Issued after the developments. */
  readonly resolutions: readonly SeedResolution[];
}

/**
 * Reads and checks a situation.
 *
 * @param situation the absolute path of its folder, or the folder's name in `seeds`
 * @throws SituationError naming everything that is wrong, by file and JSON pointer
 */
export function loadSituation(situation: string): Situation {
  const folder = situationFolder(situation);
  const files = readFiles(folder);
  const problems = [...files.problems];
  const parse = <Schema extends z.ZodType>(schema: Schema, json: JsonFile | undefined) =>
    json && parsed(schema, json, problems);
  const description = parse(situationSchema, files.situation);
  const reports = parse(reportsFileSchema, files.reports);
  const resolutions = parse(disputesFileSchema, files.disputes);
  const placed = files.developments.flatMap((json) => parsedDevelopments(json, problems));
  const ids = idsOf(files);
  problems.push(...duplicates(ids), ...twice('', reports ?? [], 'reports.json'));
  if (description !== undefined)
    problems.push(
      ...checkSituation(description),
      ...checkDevelopments(description, reports, placed),
      ...checkResolutions(description, resolutions ?? [], new Set(ids.map(({ id }) => id))),
    );
  if (!description || !reports || !resolutions || problems.length > 0)
    throw new SituationError(folder, problems, files.cause);
  const developments = placed.map(({ development }) => development);
  return { folder, description, reports, developments, resolutions };
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  { file, value }: JsonFile,
  problems: SituationProblem[],
): z.output<Schema> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  problems.push(...fieldErrors(result.error).map((error) => ({ file, ...error })));
  return undefined;
}

/** One by one, so that a bad item does not hide what is wrong with the others. */
function parsedDevelopments(
  { file, value }: JsonFile,
  problems: SituationProblem[],
): readonly PlacedDevelopment[] {
  if (!Array.isArray(value)) {
    problems.push({ file, pointer: '', detail: 'must be a list of developments' });
    return [];
  }
  return value.flatMap((item: unknown, index) => {
    const result = seedDevelopmentSchema.safeParse(item);
    if (result.success) return [{ file, index, development: result.data }];
    problems.push(
      ...fieldErrors(result.error).map(({ pointer, detail }) => ({
        file,
        pointer: `/${index}${pointer}`,
        detail,
      })),
    );
    return [];
  });
}

interface PlacedId {
  readonly file: string;
  readonly index: number;
  readonly id: string;
}

/** The ids of all developments, of those too that are otherwise wrong. */
function idsOf({ developments }: SituationFiles): readonly PlacedId[] {
  return developments.flatMap(({ file, value }) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.flatMap((item, index) => {
      const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
      return typeof id === 'string' ? [{ file, index, id }] : [];
    });
  });
}

function duplicates(ids: readonly PlacedId[]): readonly SituationProblem[] {
  const first = new Map<string, PlacedId>();
  return ids.flatMap((placed) => {
    const before = first.get(placed.id);
    if (before === undefined) {
      first.set(placed.id, placed);
      return [];
    }
    const where = `${before.file} at /${before.index}`;
    const detail = `"${placed.id}" is also in ${where}; give one of the two another id, or merge them into one with both sources`;
    return [{ file: placed.file, pointer: `/${placed.index}/id`, detail }];
  });
}
