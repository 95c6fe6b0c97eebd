import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { openapi } from '@ceasefire/contracts';
import type { FastifyReply } from 'fastify';
import { notFound } from '../problems/problem.ts';
import { allRoutes } from './all-routes.ts';
import { docsPage, docsScript } from './docs-page.ts';

const types: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The API's description, made from the schemas that check its requests, and a page to read it on. */
@Controller()
export class OpenApiController {
  #document: string | undefined;

  @Get('api/v1/openapi.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  document(): string {
    return (this.#document ??= JSON.stringify(
      openapi(allRoutes, {
        title: 'Ceasefire monitor',
        version: '1',
        description:
          'What is the case about a ceasefire, since when, according to whom, and what is disputed, on any day.',
      }),
    ));
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return docsPage;
  }

  @Get('docs/start.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return docsScript;
  }

  @Get('docs/:file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(types, file) ? types[file] : undefined;
    if (type === undefined) throw notFound('such file');
    const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
    const content = await readFile(join(folder, file));
    await reply.header('Cache-Control', 'public, max-age=86400').type(type).send(content);
  }
}
