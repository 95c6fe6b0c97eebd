import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createPostgresLog } from '@ceasefire/event-store';
import { openPostgres } from '@ceasefire/postgres';
import pg from 'pg';
import { parseConfig, projectRoot, type Config } from '../config.ts';
import { ensureListenable } from '../serving/free-port.ts';
import { loadSituation } from '../situation/load-situation.ts';
import { startFailure } from '../starting/start-failure.ts';
import { checkDatabase } from './doctor-database.ts';
import type { Finding } from './finding.ts';
import { CommandFailed, type Shown, write, writeJson } from './output.ts';

type Check = (config: Config) => Promise<readonly Finding[]>;

const oldestNode = [20, 19] as const;

const checks: Readonly<Record<string, Check>> = {
  'Node.js': () => Promise.resolve([nodeVersion()]),
  situation: ({ SITUATION }) => {
    const { description, developments, reports } = loadSituation(SITUATION);
    const detail = `${description.title}: ${String(reports.length)} reports, ${String(developments.length)} developments`;
    return Promise.resolve([{ name: 'situation', status: 'ok', detail }]);
  },
  page: async () => [await builtPage()],
  'admin key': async (config) => [await adminKey(config)],
  port: async ({ HOST, PORT }) => [await port(HOST, PORT)],
  database: async ({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }) => {
    const postgres = await openPostgres({ dataDir, databaseUrl });
    const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
    pool.on('error', () => undefined); // What uses the connection says so.
    const log = createPostgresLog({ pool });
    try {
      return await checkDatabase({ pool, log, version: postgres.version });
    } finally {
      await log.close();
      await pool.end();
      await postgres.stop();
    }
  },
};

/**
 * Looks at everything that the monitor needs and changes nothing.
 * @throws CommandFailed when something would keep it from working
 */
export async function doctor({ json }: Shown): Promise<void> {
  const config = parseConfig(process.env);
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(checks)) {
    const found = await check(config).catch((error: unknown) => [failed(name, error, config)]);
    findings.push(...found);
    if (json !== true) for (const finding of found) await write(line(finding));
  }
  const failures = findings.filter(({ status }) => status === 'fail');
  if (json === true) await writeJson({ ok: failures.length === 0, findings });
  if (failures.length > 0)
    throw new CommandFailed(`Failed: ${failures.map(({ name }) => name).join(', ')}.`);
}

const line = ({ name, status, detail }: Finding): string =>
  `${status.padEnd(5)} ${name.padEnd(14)} ${detail}\n`;

function failed(name: string, error: unknown, config: Config): Finding {
  const detail =
    startFailure(error, config.DATABASE_URL) ??
    (error instanceof Error ? error.message : String(error));
  return { name, status: 'fail', detail };
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const enough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return {
    name: 'Node.js',
    status: enough ? 'ok' : 'fail',
    detail: enough ? node : `${node} is too old; install ${oldestNode.join('.')} or later.`,
  };
}

async function builtPage(): Promise<Finding> {
  const built = await access(join(projectRoot, 'apps/dashboard/dist/index.html')).then(
    () => true,
    () => false,
  );
  return built
    ? { name: 'page', status: 'ok', detail: 'built' }
    : { name: 'page', status: 'warn', detail: 'not built; run npm run build' };
}

async function adminKey({ ADMIN_KEY, DATA_DIR }: Config): Promise<Finding> {
  const name = 'admin key';
  if (ADMIN_KEY !== undefined) return { name, status: 'ok', detail: 'in ADMIN_KEY' };
  const path = join(DATA_DIR, 'admin-key');
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    return { name, status: 'warn', detail: `none in ${path}; the first start makes one` };
  const readable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable) return { name, status: 'fail', detail: `${path} cannot be read by this user` };
  return (found.mode & 0o077) === 0
    ? { name, status: 'ok', detail: `in ${path}` }
    : { name, status: 'warn', detail: `others can read ${path}; run chmod 600 on it` };
}

async function port(host: string, number: number): Promise<Finding> {
  const free = await ensureListenable(host, number).then(
    () => true,
    () => false,
  );
  const detail = `${host}:${String(number)}`;
  return free
    ? { name: 'port', status: 'ok', detail: `${detail} is free` }
    : {
        name: 'port',
        status: 'warn',
        detail: `${detail} is taken, perhaps by the running monitor`,
      };
}
