import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What `npm start` and the tests run. */
export const product = ['api', 'dashboard'];

const sourceFolders = ['apps', 'libs', 'bench'];
const configuration = ['package-lock.json', 'tsconfig.base.json', 'nx.json'];
const notSource = new Set(['node_modules', 'dist', 'bundle']);
const outputs = {
  api: 'apps/api/bundle/main.js',
  dashboard: 'apps/dashboard/dist/index.html',
  bench: 'bench/dist/main.js',
};

/** Builds these projects, and says so, if they were never built or their sources are newer than the last build.
 * Otherwise it costs a few milliseconds. Ends the process when the build fails, after showing why. */
export async function ensureBuilt(projects) {
  if (isFresh(projects)) return;
  process.stderr.write(`Building ${projects.join(', ')}: not built yet, or the sources changed.\n`);
  await build(projects);
}

/** Builds these projects with Nx; `show` prints its progress, otherwise its output is shown when it fails.
 * Ends the process when it does. */
export async function build(projects, { show = false } = {}) {
  const startedAt = new Date();
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const { status, output } = await run(
    [nx, 'run-many', '-t', 'build', '-p', projects.join(','), '--output-style=static'],
    show,
  );
  if (status !== 0) {
    process.stderr.write(`${output}\nThe build failed; see above.\n`);
    process.exit(1);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const project of projects) {
    writeFileSync(stamp(project), '');
    utimesSync(stamp(project), startedAt, startedAt); // What is edited during a build is newer than it.
  }
}

function stamp(project) {
  return join(root, 'dist', `built-${project}`);
}

function isFresh(projects) {
  const times = projects.map((project) =>
    existsSync(join(root, outputs[project]))
      ? (statSync(stamp(project), { throwIfNoEntry: false })?.mtimeMs ?? 0)
      : 0,
  );
  const built = Math.min(...times);
  return (
    built > 0 &&
    configuration.every((file) => statSync(join(root, file)).mtimeMs <= built) &&
    sourceFolders.every((folder) => isOlder(join(root, folder), built))
  );
}

/** True when nothing in this folder, tests apart, was written after `time`. */
function isOlder(folder, time) {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return true;
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notSource.has(entry.name) || isOlder(path, time);
    return /\.spec\.tsx?$/.test(entry.name) || statSync(path).mtimeMs <= time;
  });
}

function run(args, show) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output: Buffer.concat(chunks).toString() }));
  });
}
