import { randomBytes } from 'node:crypto';
import type { Role } from '@ceasefire/contracts';
import { type TestDatabase, testDatabase } from '@ceasefire/postgres';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { KeyRing } from '../access/key-ring.ts';
import { AppModule } from '../app.module.ts';
import { parseConfig } from '../config.ts';
import { openInfrastructure } from '../database/infrastructure.ts';
import { createHttpServer, prepareHttpServer } from '../serving/http-server.ts';
import { loadSituation, type Situation } from '../situation/load-situation.ts';
import { prepare } from '../starting/prepare.ts';

/** What a request was answered. */
export interface Answered<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: Body;
}

/** The application on a database, asked without a network. */
export interface StartedApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  get<Body>(path: string, headers?: Record<string, string>): Promise<Answered<Body>>;
  /** To a path under `/api/v1/admin/`. */
  post<Body>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered<Body>>;
  /** Another key, an editor's unless told otherwise. */
  newKey(name: string, role?: Role): Promise<string>;
  close(): Promise<void>;
}

/** The situation of the seed without its reports: an empty log stays empty. */
export const withoutReports = (): Situation => ({
  ...loadSituation('karabakh-2020'),
  developments: [],
  resolutions: [],
});

/** Starts the application; the database is its own unless one is handed in. */
export async function startApp(
  situation: Situation = loadSituation('karabakh-2020'),
  database?: TestDatabase,
): Promise<StartedApp> {
  const own = database ?? (await testDatabase());
  const secret = `cm_${randomBytes(32).toString('base64url')}`;
  const config = { ...parseConfig({ ADMIN_KEY: secret }), DATABASE_URL: own.url };
  const logger = pino({ level: 'silent' });
  const infrastructure = await openInfrastructure(own.url, logger);
  infrastructure.runner.start();
  const adapter = createHttpServer();
  const server = adapter.getInstance<FastifyInstance>();
  await prepareHttpServer(server);
  const opened = AppModule.of({ config, logger, situation, infrastructure });
  const app = await NestFactory.create<NestFastifyApplication>(opened, adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  await app.init();
  await prepare(app, config);

  const ask = async (
    method: 'GET' | 'POST',
    url: string,
    more: object,
  ): Promise<Answered<never>> => {
    const { statusCode: status, headers, payload } = await app.inject({ method, url, ...more });
    const body: unknown = payload === '' ? undefined : JSON.parse(payload);
    return { status, headers, body: body as never };
  };
  return {
    app,
    database: own,
    get: (path, headers = {}) => ask('GET', `/api/v1/${path}`, { headers }),
    post: (path, body, headers = {}) =>
      ask('POST', `/api/v1/admin/${path}`, {
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          ...headers,
        },
        payload: JSON.stringify(body),
      }),
    newKey: async (name, role = 'editor') =>
      (await app.get(KeyRing).create({ name, role }, 'test')).key,
    close: async () => {
      await app.close();
      if (database === undefined) await own.drop();
    },
  };
}
