import type { AddressInfo } from 'node:net';
import { openPostgres } from '@ceasefire/postgres';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { parseConfig, type Config } from './config.ts';
import { ensureListenable, PortUnusable } from './serving/free-port.ts';
import { createLogger } from './serving/logger.ts';
import { announcement, pageUrl } from './starting/announcement.ts';
import { Ending } from './starting/ending.ts';
import { allocateYoung, growBy } from './starting/engine.ts';
import { startTracing } from './tracing/start-tracing.ts';

// What stays is read at the start and grows slowly from then on: there is no need for a heap of three times as much.
allocateYoung();
growBy(80);

const ending = new Ending();
let config: Config | undefined;
let logger: Logger | undefined;
let loading: Promise<typeof import('./create-app.ts')> | undefined;

try {
  config = parseConfig(process.env);
  logger = createLogger(config);
  endOnSignals();
  await ensureListenable(config.HOST, config.PORT);
  await start(config, logger);
} catch (error) {
  if (!ending.begun) await fail(error);
}

/** The slow parts side by side: the database comes up in a process of its own while ours loads its code, which leaves ours no time for anything else. */
async function start(settings: Config, log: Logger): Promise<void> {
  if (settings.DATABASE_URL !== undefined) void load();
  const postgres = await openPostgres({
    dataDir: settings.DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    log: (line) => log.info(line),
    meanwhile: (program) => void (program === 'makes' ? loadAll() : load()),
  });
  ending.add(() => postgres.stop());
  const tracing = await startTracing(process.env, log);
  if (tracing) ending.add(() => tracing.stop());
  const { createApp } = await load();
  const app = await createApp({ ...settings, DATABASE_URL: postgres.url }, { logger: log });
  ending.add(() => app.close());
  await serve(app, settings);
}

/** Its failure is told to who waits for it; until then it must not count as unhandled. */
function load(): Promise<typeof import('./create-app.ts')> {
  loading ??= import('./create-app.ts');
  loading.catch(() => undefined);
  return loading;
}

/** With what only a first start needs at once: new data has all the migrations before it. */
async function loadAll(): Promise<void> {
  await load().catch(() => undefined);
  await import('typeorm');
}

async function serve(app: NestFastifyApplication, settings: Config): Promise<void> {
  const { prepare } = await import('./starting/prepare.ts');
  const key = await prepare(app, settings);
  if (ending.begun) return;
  await listen(app, settings);
  const { port } = app.getHttpServer().address() as AddressInfo;
  process.stdout.write(announcement(pageUrl(settings.HOST, port), key));
}

/** By Fastify itself, as Nest would put a failure into the log besides. @throws PortUnusable for a port taken during the start */
async function listen(app: NestFastifyApplication, { HOST, PORT }: Config): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await server.listen({ host: HOST, port: PORT }).catch((error: unknown) => {
    throw new PortUnusable(HOST, PORT, error);
  });
}

/** The first signal ends in good order, a second one at once. */
function endOnSignals(): void {
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending.begun) process.exit(130);
    logger?.info(`${signal}: ending`);
    void ending.end().then((inOrder) => process.exit(inOrder ? 0 : 1));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  for (const event of ['unhandledRejection', 'uncaughtException'] as const)
    process.on(event, (error: unknown) => {
      logger?.fatal({ err: error }, 'an error that nobody handled: ending');
      void ending.end().then(() => process.exit(1));
    });
}

async function fail(error: unknown): Promise<never> {
  const { startFailure } = await import('./starting/start-failure.ts');
  const told = startFailure(error, config?.DATABASE_URL);
  if (told !== undefined) process.stderr.write(`${told}\n`);
  else if (logger === undefined) throw error;
  else logger.fatal({ err: error }, 'the start failed');
  await ending.end();
  process.exit(1);
}
