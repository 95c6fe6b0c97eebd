import { readFile } from 'node:fs/promises';
import type { HeadVerdict } from '@ceasefire/event-store';
import { projections } from '../database/projections.ts';
import { namedFile } from './named-file.ts';
import { CommandFailed, say, type Shown, writeJson } from './output.ts';
import { progressBar } from './progress-bar.ts';
import { type KeptHead, keptHeadSchema, type ProjectionProof, type Proof, prove } from './proof.ts';
import { withDatabase } from './session.ts';

/** What to verify beside the log and the projections. */
export interface VerifyOptions extends Shown {
  /** A file that `head --json` wrote. */
  readonly head?: string;
}

/**
 * Proves that the log is whole, that the projections' rows are those that were written, and that a kept head still holds.
 * @throws CommandFailed when anything is not as it should be, naming the first bad position
 */
export const verify = async ({ head: file, json }: VerifyOptions): Promise<void> => {
  const kept = file === undefined ? undefined : await readKeptHead(file);
  const proof = await withDatabase(async (session) => {
    const bar = progressBar('verify', json === true);
    const started = performance.now();
    const onProgress = (done: number, total: number): void =>
      bar.at(done, total, (done / (performance.now() - started)) * 1000);
    return prove(session, { projections, kept, onProgress }).finally(() => bar.stop());
  });
  if (json === true) await writeJson(proof);
  const problems = problemsOf(proof, kept);
  if (problems.length > 0) throw new CommandFailed(problems.join('\n'));
  if (json !== true) for (const line of assurances(proof, kept)) say(line);
};

const cutBack = 'it was restored from an earlier copy, or its end was removed.';

const headProblems: Readonly<Record<Exclude<HeadVerdict, 'holds'>, string>> = {
  'cut-back': `The log ends before the kept head: ${cutBack} After a restore: head --new-epoch.`,
  rewritten: 'The log differs from the kept head: events up to its position were rewritten.',
  'another-log':
    'The kept head is of another log, or of what came after the copy from which this one was restored: the epochs differ.',
};

function problemsOf(
  { head: own, firstBad, projections, keptHead }: Proof,
  head: KeptHead | undefined,
): string[] {
  const problems: string[] = [];
  if (own === null)
    problems.push('The row of log.head is missing. Restore the log from a copy that verifies.');
  if (firstBad !== null)
    problems.push(
      `Position ${String(firstBad)} is missing, altered or out of order. Restore the log from a copy that verifies.`,
    );
  for (const proof of projections) {
    const { projection, position, equal, beyondLog } = proof;
    if (!equal) problems.push(`${faultOf(proof)} Run replay --projection ${projection}.`);
    if (beyondLog)
      problems.push(
        `${projection} has folded events up to position ${String(position)}, where the log ends before: ${cutBack}`,
      );
  }
  if (keptHead !== null && keptHead !== 'holds')
    problems.push(`${headProblems[keptHead]} It was kept at position ${String(head?.position)}.`);
  return problems;
}

function faultOf({ projection, recorded, computed }: ProjectionProof): string {
  if (recorded === null) return `The row of ${projection} in projection.checkpoints is missing.`;
  if (computed === null) return `The table of ${projection} is missing.`;
  return `The rows of ${projection} are not those that were written.`;
}

function assurances(
  { head, projections: proofs, keptHead }: Proof,
  at: KeptHead | undefined,
): string[] {
  const lines =
    head === null ? [] : [`All ${String(head.position)} events verify. Head: ${head.hash}`];
  for (const { projection, position, computed } of proofs)
    lines.push(`${projection} at position ${String(position)} is whole: ${String(computed)}`);
  const proven = new Set(proofs.map(({ projection }) => projection));
  for (const { name } of projections)
    if (!proven.has(name)) lines.push(`${name} was never filled: the first start does it.`);
  if (keptHead === 'holds')
    lines.push(`The head kept at position ${String(at?.position)} holds: nothing was rewritten.`);
  return lines;
}

/** @throws WrongUsage when there is no such file @throws CommandFailed when it holds something else */
async function readKeptHead(file: string): Promise<KeptHead> {
  await namedFile(file);
  const read = keptHeadSchema.safeParse(jsonOrNull(await readFile(file, 'utf8')));
  if (read.success) return read.data;
  throw new CommandFailed(`${file} is no head. Write one: head --json > ${file}`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
