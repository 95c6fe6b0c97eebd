import { expect } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The folder that processes are started in. */
export const workspace = fileURLToPath(new URL('../../../../..', import.meta.url));

const children: ChildProcess[] = [];

/** Another process that starts the server of `dataDir`, says so once it would stop cleanly, and stays. */
export async function otherProcess(
  dataDir: string,
  identity: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; url: string; adopted: boolean }> {
  const source = new URL('../start-postgres.ts', import.meta.url).href;
  const hooks = new URL('../../../../../tools/source/register.mjs', import.meta.url).href;
  const script = `
    const { startPostgres } = await import(${JSON.stringify(source)});
    const { url, adopted, stop } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.on('SIGTERM', () => stop().then(() => process.exit()));
    console.log(JSON.stringify({ url, adopted }));
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ['--import', hooks, '--input-type=module', '--eval', script],
    {
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'] },
      ...identity,
    },
  );
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; adopted: boolean }) };
}

/** Kills every process that is still there. */
export function killOthers(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}

/** Kills a process, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Asks a process to stop its use of the server. One that is killed by the signal instead would leave the server running. */
export async function stopCleanly(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
}
