import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import type { Opened } from './database/infrastructure.module.ts';
import { openInfrastructure, type Infrastructure } from './database/infrastructure.ts';
import { serveDashboard } from './serving/dashboard-files.ts';
import { createHttpServer, prepareHttpServer } from './serving/http-server.ts';
import { createLogger, NestLogger } from './serving/logger.ts';
import { loadSituation, type Situation } from './situation/load-situation.ts';

/** The configuration of an application whose database runs already. */
export type ServedConfig = Config & { readonly DATABASE_URL: string };

/** What may be handed in instead of what the configuration says. */
interface AppParts {
  readonly logger?: Logger;
  readonly situation?: Situation;
}

/**
 * The whole application on a database that runs: migrated, projections running, ready for `listen`. `close` ends everything that was
 * begun here, and not the database.
 * @throws SituationError, or what `pg` throws when the database cannot be reached
 */
export async function createApp(
  config: ServedConfig,
  { logger = createLogger(config), situation = loadSituation(config.SITUATION) }: AppParts = {},
): Promise<NestFastifyApplication> {
  const infrastructure = await openInfrastructure(config.DATABASE_URL, logger);
  try {
    infrastructure.runner.start();
    return await assemble({ config, logger, situation, infrastructure });
  } catch (error) {
    await closeQuietly(infrastructure);
    throw error;
  }
}

async function assemble(opened: Opened): Promise<NestFastifyApplication> {
  const adapter = createHttpServer();
  const server = adapter.getInstance<FastifyInstance>();
  const routes = await prepareHttpServer(server);
  const options = { logger: new NestLogger(opened.logger), bodyParser: false, abortOnError: false };
  const module = AppModule.of(opened);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, options);
  await app.init();
  await serveDashboard(server, routes);
  return app;
}

/** The error that stopped the start is the one to tell. */
const closeQuietly = (infrastructure: Infrastructure): Promise<void> =>
  infrastructure.close().catch(() => undefined);
