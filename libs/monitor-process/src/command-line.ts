import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from './monitor.ts';

/** What a command of the product's command line left. */
export interface CommandResult {
  readonly status: number | null;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** Runs a command of the built command line, e.g. `['verify']`, on this database; `onStart` is told of its process. */
export async function commandLine(
  databaseUrl: string,
  command: readonly string[],
  onStart: (process: ChildProcess) => void = () => undefined,
): Promise<CommandResult> {
  const entry = join(projectRoot, 'apps/api/bundle/cli.js');
  const child = spawn(process.execPath, [entry, ...command], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}
