import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testDatabase } from '@ceasefire/postgres';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

/** The folder of the checkout. */
export const projectRoot = resolve(import.meta.dirname, '../../..');

export interface MonitorOptions {
  /** A database of its own is made when left out; `embedded` lets the product bring its own. */
  readonly databaseUrl?: string;
  /** Kept when the monitor stops; a folder of its own is made, and removed, when left out. */
  readonly dataDir?: string;
  readonly port?: number;
  /** The first admin's key; nodes of one database share it. One is made when left out. */
  readonly adminKey?: string;
  /** What is run: the API alone, or all that `npm start` does. */
  readonly entry?: 'api' | 'npm start';
  /** The folder that the product stands in; the checkout when left out. */
  readonly root?: string;
  /** Told of the process before it is ready, for it may not live until then. */
  readonly onStart?: (process: ChildProcess) => void;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The product, started as a process of its own. */
export interface Monitor {
  readonly url: string;
  readonly adminKey: string;
  readonly databaseUrl: string;
  readonly process: ChildProcess;
  /** From the start of the process until its page was served. */
  readonly pageServedMs: number;
  /** Everything that it has printed. */
  output(): string;
  /** Sends the signal and waits for the end; answers the exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A key that may be given to several monitors. */
export const newAdminKey = (): string => `cm_${randomBytes(32).toString('base64url')}`;

const entries = { api: 'apps/api/bundle/main.js', 'npm start': 'tools/start.mjs' };

/** A folder that an unprivileged database user can reach. */
export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-'));
  await chmod(path, 0o755);
  return path;
}

/**
 * Starts the built product on a free port and waits until it is ready.
 * @throws Error with what the product printed when it ends or is not ready in time
 */
export async function startMonitor(options: MonitorOptions = {}): Promise<Monitor> {
  const port = options.port ?? (await freePort());
  const adminKey = options.adminKey ?? newAdminKey();
  const databaseUrl = options.databaseUrl ?? (await testDatabase()).url;
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const startedAt = performance.now();
  const entry = join(options.root ?? projectRoot, entries[options.entry ?? 'api']);
  const { child, output } = launch(entry, {
    ...(databaseUrl === 'embedded' ? {} : { DATABASE_URL: databaseUrl }),
    DATA_DIR: dataDir,
    PORT: String(port),
    ADMIN_KEY: adminKey,
    LOG_LEVEL: 'warn',
    ...options.env,
  });
  options.onStart?.(child);
  const started = {
    url: `http://127.0.0.1:${String(port)}`,
    process: child,
    output,
  };
  await answering(started, '/');
  const pageServedMs = performance.now() - startedAt;
  await ready(started);
  return {
    ...started,
    adminKey,
    databaseUrl,
    pageServedMs,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

function launch(entry: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return { child, output: () => printed };
}

type Started = Pick<Monitor, 'url' | 'process' | 'output'>;

/** Waits until `/health/ready` answers 200. @throws Error with what the product printed */
export async function ready(monitor: Started, timeoutMs = 60_000): Promise<void> {
  await answering(monitor, '/health/ready', timeoutMs);
}

async function answering(monitor: Started, path: string, timeoutMs = 60_000): Promise<void> {
  const { process } = monitor;
  const ended = (): boolean => process.exitCode !== null || process.signalCode !== null;
  await eventually(async () => {
    if (ended()) return false;
    const response = await fetch(`${monitor.url}${path}`);
    await response.arrayBuffer();
    return response.ok ? true : undefined;
  }, timeoutMs).then(
    (answered) => {
      if (!answered) throw new Error(`The monitor ended:\n${monitor.output()}`);
    },
    (error: unknown) => {
      throw new Error(`${path} did not answer:\n${monitor.output()}`, { cause: error });
    },
  );
}
