import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { PostgresError } from '../errors.ts';

/** A database for one test. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it, connected or not. */
  drop(): Promise<void>;
}

/** What the names of test databases begin with; the number of the run's first process follows, so that leftovers can be told. */
export const testPrefix = 'test_';

type Migrate = (url: string) => Promise<void>;

const templates = new Map<Migrate, Promise<string>>();

/** An own database, copied from a template that `migrate` made once: once in this test file,
 * or once in the whole run for all files that give the same `templateKey`.
 * Throws `NO_TEST_SERVER` when jest's global setup did not run. */
export async function testDatabase(migrate?: Migrate, templateKey?: string): Promise<TestDatabase> {
  const name = newName();
  const template = migrate && (await templateFor(migrate, templateKey));
  await administer((client) =>
    client.query(`create database ${name} template ${template ?? 'template0'} strategy file_copy`),
  );
  return { url: urlOf(name), drop: () => drop(name) };
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url !== undefined && url !== '') return url;
  throw new PostgresError(
    'NO_TEST_SERVER',
    'TEST_POSTGRES_URL is not set. Run the test through jest with --selectProjects integration.',
  );
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function newName(): string {
  return `${testPrefix}${runNumber()}_${randomBytes(6).toString('hex')}`;
}

/** The number of the process that began the run. */
function runNumber(): string {
  return process.env['TEST_POSTGRES_RUN'] ?? String(process.pid);
}

function templateFor(migrate: Migrate, key: string | undefined): Promise<string> {
  const known = templates.get(migrate);
  if (known) return known;
  const made = key === undefined ? fill(newName(), migrate) : sharedTemplate(key, migrate);
  templates.set(migrate, made);
  return made;
}

/** One process fills it while the others wait; it takes its name when it is whole. */
async function sharedTemplate(key: string, migrate: Migrate): Promise<string> {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const name = `${testPrefix}${runNumber()}_template_${hash}`;
  await administer(async (client) => {
    await client.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const draft = await fill(newName(), migrate);
      await client.query(`alter database ${draft} rename to ${name}`);
    }
  });
  return name;
}

async function fill(name: string, migrate: Migrate): Promise<string> {
  await administer((client) =>
    client.query(`create database ${name} template template0 strategy file_copy`),
  );
  await migrate(urlOf(name));
  return name;
}

async function drop(name: string): Promise<void> {
  await administer((client) => client.query(`drop database if exists ${name} with (force)`));
}

async function administer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
