#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, product, root } from './built.mjs';
import { summaryOf } from './test-summary.mjs';

const extra = process.argv.slice(2);
const suites = extra.some((argument) => argument.startsWith('--selectProjects'))
  ? []
  : ['--selectProjects', 'unit', 'integration', 'e2e'];

await ensureBuilt(product);
const folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-results-'));
const outputFile = join(folder, 'results.json');
const status = await jest([...extra, '--json', `--outputFile=${outputFile}`, ...suites]);
const results = await readFile(outputFile, 'utf8').then(JSON.parse, () => undefined);
await rm(folder, { recursive: true });
const summary = summaryOf(results);
process.exitCode = status === 0 && summary.failed === 0 ? 0 : 1;
console.log(summary.line);

/** Resolves to jest's exit status; 1 when a signal ended it. */
function jest(args) {
  const program = createRequire(import.meta.url).resolve('jest/bin/jest');
  const flags = ['--experimental-vm-modules', '--no-warnings'];
  const child = spawn(process.execPath, [...flags, program, ...args], {
    cwd: root,
    // Its own notes on standard output would come between the report and our last line.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
