import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../source/register.mjs';

const { startPostgres, sweepTestDatabases } = await import('../../libs/postgres/src/index.ts');

let users = 0;
let server;

/** Brings up the PostgreSQL that the integration and e2e suites share, and names it in TEST_POSTGRES_URL.
 * DATABASE_URL, if given, is used instead. Each project that asks counts as a user. */
export async function acquire() {
  users += 1;
  if (users > 1) return;
  process.env.TEST_POSTGRES_RUN = String(process.pid);
  const given = process.env.DATABASE_URL;
  // Kept between runs: a second run starts in a tenth of a second, and what a killed run left behind is taken over.
  server = given ? { url: given, stop: () => Promise.resolve() } : await startOwn();
  process.env.TEST_POSTGRES_URL = server.url;
  if (!given) await sweepTestDatabases(server.url, isOver);
}

/** The last user removes this run's databases; the server goes down unless another run uses it. */
export async function release() {
  users -= 1;
  if (users > 0) return;
  await sweepTestDatabases(server.url, (run) => run === process.pid);
  await server.stop();
}

function isOver(run) {
  try {
    return process.kill(run, 0) !== true;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function startOwn() {
  // Nothing here outlives the machine, so no test needs the disk to have it; a killed server still keeps everything.
  return startPostgres({ dataDir: await ownFolder(), settings: { fsync: 'off' } });
}

async function ownFolder() {
  const uid = process.getuid?.() ?? 0;
  const checkout = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 12);
  const folder = join(tmpdir(), `ceasefire-monitor-tests-${uid}-${checkout}`);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if ((await lstat(folder)).uid !== uid)
    throw new Error(`${folder} belongs to somebody else. Remove it.`);
  return folder;
}
