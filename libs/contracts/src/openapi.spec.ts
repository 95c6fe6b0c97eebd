import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { interventionRoutes } from './interventions.ts';
import { keyRoutes } from './keys.ts';
import { openapi } from './openapi.ts';
import { projectionRoutes } from './projections.ts';
import { routes } from './routes.ts';

const info = { title: 'Ceasefire monitor', version: '0', description: 'What is the case.' };
const document = openapi(routes, info);
const interventions = openapi(interventionRoutes, info);

describe('the description of the API', () => {
  it('names every route once, each with an id of its own', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map((each) => each['operationId'])).size).toBe(routes.length);
  });

  it('names the parameters of each path that its braces name', () => {
    for (const { path, params } of routes) {
      const inBraces = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {})).toEqual(inBraces);
    }
  });

  it('refers only to schemas that it holds', () => {
    const { schemas } = document['components'] as { schemas: Record<string, unknown> };
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"\$ref":"([^"]+)"/gu)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of new Set(names)) {
      expect(name).toMatch(/^#\/components\/schemas\//u);
      expect(schemas).toHaveProperty([name?.split('/').at(-1) ?? '']);
    }
  });

  it('says that writing needs a key and the version that was read', () => {
    const correction = document.paths['/api/v1/admin/developments/{id}/corrections']?.['post'];
    expect(correction).toMatchObject({ security: [{ key: [] }], 'x-role': 'editor' });
    expect(Object.keys(correction?.['responses'] as object)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '412', '422', '428', '503']),
    );
    expect(correction?.['parameters']).toContainEqual(
      expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
    );
  });

  it('says which parameters may be left out, and that numbers are numbers', () => {
    const list = document.paths['/api/v1/developments']?.['get'];
    expect(list?.['parameters']).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        required: false,
        schema: expect.objectContaining({ type: 'integer', maximum: 500 }),
      }),
    );
  });

  it('says that a position beyond the log is not found, wherever one can be asked for', () => {
    const asking = routes.filter(({ query }) => query?.shape['position'] !== undefined);
    expect(asking.length).toBeGreaterThan(0);
    for (const { path, method } of asking)
      expect(document.paths[path]?.[method]?.['responses']).toHaveProperty('404');
  });

  it('says which bodies may be left out, and that one must be JSON', () => {
    const retry = interventions.paths['/api/v1/admin/projections/{name}/retry']?.['post'];
    expect(retry).toMatchObject({ requestBody: { required: false } });
    const merge = document.paths['/api/v1/admin/merges']?.['post'];
    expect(merge).toMatchObject({ requestBody: { required: true } });
    expect(merge?.['responses']).toHaveProperty('415');
  });

  it('says of every writing route that it takes an Idempotency-Key, and refuses one that was used', () => {
    const all = [...routes, ...keyRoutes, ...projectionRoutes];
    const { paths } = openapi(all, info);
    const writing = all.filter(({ method, role }) => method === 'post' && role !== undefined);
    expect(writing.length).toBeGreaterThan(0);
    for (const { path } of writing) {
      const { parameters, responses } = paths[path]?.['post'] ?? {};
      expect([path, parameters]).toEqual([
        path,
        expect.arrayContaining([
          expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
        ]),
      ]);
      expect(responses).toHaveProperty('422');
    }
  });

  it('names every media type in which the log can be had', () => {
    const { responses } = document.paths['/api/v1/log']?.['get'] as {
      responses: Record<string, { content: object }>;
    };
    expect(Object.keys(responses['200']?.content ?? {})).toEqual([
      'application/json',
      'application/x-ndjson',
    ]);
  });

  it('is not made from two routes with one method and path, nor from two schemas with one id', () => {
    const route = routes[0];
    if (route === undefined) throw new Error('no route');
    expect(() => openapi([route, route], info)).toThrow('described twice');
    const other = {
      ...route,
      path: '/other',
      responses: { 200: { description: '', body: z.string().meta({ id: 'State' }) } },
    };
    expect(() => openapi([route, other], info)).toThrow('the id State');
  });
});
