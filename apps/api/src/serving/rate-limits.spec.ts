import { describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { limitRates } from './rate-limits.ts';

async function limited(): Promise<FastifyInstance> {
  const server = Fastify();
  await limitRates(server, { admin: 2, public: 3 });
  server.get('/*', () => 'here');
  return server;
}

async function statuses(server: FastifyInstance, url: string, times: number): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < times; index++) all.push((await server.inject(url)).statusCode);
  return all;
}

describe('the limits of what one address may ask', () => {
  it('refuse what goes beyond them, and say when to come back', async () => {
    const server = await limited();

    expect(await statuses(server, '/api/v1/developments', 3)).toEqual([200, 200, 200]);
    const { statusCode, headers } = await server.inject('/api/v1/developments');

    expect(statusCode).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('never refuse the live boards, but those of other moments', async () => {
    const server = await limited();

    expect(await statuses(server, '/api/v1/state', 9)).toEqual(Array(9).fill(200));
    expect(await statuses(server, '/api/v1/state?asOf=2020-11-10', 4)).toEqual([
      200, 200, 200, 429,
    ]);
  });
});
