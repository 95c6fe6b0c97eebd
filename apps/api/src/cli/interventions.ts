import { randomUUID } from 'node:crypto';
import { type Intervened, ProjectionError, retryStopped, skipEvent } from '@ceasefire/event-store';
import { authorName } from './author.ts';
import { projectionNamed } from './named-projection.ts';
import { CommandFailed, say, type Shown, WrongUsage, writeJson } from './output.ts';
import { asApplication } from './session.ts';

/** Why a projection is to try its event again. */
export interface RetryOptions extends Shown {
  readonly reason?: string;
}

/** Which event a projection is to pass over, and why. */
export interface SkipOptions extends Shown {
  readonly position: number;
  readonly reason: string;
  readonly yes?: true;
}

/** Has a stopped projection try its event again. @throws CommandFailed when it has not stopped */
export const retry = (name: string, { reason, json }: RetryOptions): Promise<void> =>
  asApplication(async ({ pool }) => {
    const projection = projectionNamed(name);
    const done = await refusing(retryStopped({ pool, projection, reason, ...author() }));
    await report({ ...done, projection: name, action: 'retry' }, json);
    say(`${name} tries position ${String(done.position)} again as soon as a server runs it.`);
  });

/** Has a stopped projection pass over its event for good. @throws CommandFailed when it does not stand there, or without --yes */
export async function skip(
  name: string,
  { position, reason, yes, json }: SkipOptions,
): Promise<void> {
  if (yes !== true)
    throw new CommandFailed(
      `${name} would be folded without position ${String(position)} from now on, in rebuilds too. Add --yes to do so.`,
    );
  if (reason.trim() === '') throw new WrongUsage('Say why: --reason must not be blank.');
  await asApplication(async ({ pool, log }) => {
    const projection = projectionNamed(name);
    const asked = { pool, log, projection, position, reason, ...author() };
    const done = await refusing(skipEvent(asked));
    await report({ ...done, projection: name, action: 'skip' }, json);
    say(`${name} goes on without position ${String(position)} as soon as a server runs it.`);
  });
}

type Done = Intervened & { readonly projection: string; readonly action: 'retry' | 'skip' };

const report = (done: Done, json: true | undefined): Promise<void> =>
  json === true ? writeJson(done) : Promise.resolve();

const author = () => ({ recordedBy: authorName(), correlationId: randomUUID() });

async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ProjectionError ? new CommandFailed(error.message) : error;
  }
}
