import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreatedKey, projectionsMessageSchema, type Projections } from '@ceasefire/contracts';
import { createPostgresLog } from '@ceasefire/event-store';
import { eventually, type Monitor, startMonitor, write } from '@ceasefire/monitor-process';
import { io, type Socket } from 'socket.io-client';

let monitor: Monitor;
const sockets: Socket[] = [];
beforeAll(async () => {
  monitor = await startMonitor();
}, 60_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => monitor.stop());

/** A client with every `projections` message that it got. */
function connect(auth: object) {
  const options = { transports: ['websocket'], reconnection: false, forceNew: true, auth };
  const socket = io(`${monitor.url}/live`, options);
  sockets.push(socket);
  const seen: Projections[] = [];
  socket.on('projections', (message: unknown) =>
    seen.push(projectionsMessageSchema.parse(message).projections),
  );
  const ended = new Promise<string>((resolve) => {
    socket.on('welcome', () => resolve('welcome'));
    socket.on('connect_error', ({ message }) => resolve(message));
  });
  return { seen, ended };
}

async function keyOf(role: 'editor' | 'operator'): Promise<CreatedKey> {
  return (await write<CreatedKey>(monitor, 'keys', { name: randomUUID(), role })).body;
}

const find = (seen: readonly Projections[], matches: (one: Projections[number]) => boolean) =>
  eventually(() => Promise.resolve(seen.flat().find(matches)));

describe('a client with the key of an operator', () => {
  it('is told how the projections and their rebuilds do, and a public client never is', async () => {
    const { key } = await keyOf('operator');
    const operator = connect({ key });
    const open = connect({});
    expect([await operator.ended, await open.ended]).toEqual(['welcome', 'welcome']);
    await find(operator.seen, ({ name, status }) => name === 'boards' && status === 'live');

    const log = createPostgresLog({ connectionString: monitor.databaseUrl });
    const event = { id: randomUUID(), type: 'TrucePaintedBlue', data: {} };
    const { lastPosition } = await log.append({
      writes: [{ stream: 'dispute-shusha-control', expected: 'any', events: [event] }],
      meta: { recordedBy: 'the future', correlationId: 'x' },
    });
    await log.close();
    await find(
      operator.seen,
      ({ status, error }) => status === 'stopped' && error?.position === lastPosition,
    );
    expect((await write(monitor, 'projections/boards/rebuilds', {})).status).toBe(202);
    const { rebuild } = await find(operator.seen, (one) => one.rebuild?.error !== undefined);
    expect(rebuild).toMatchObject({ from: 1, to: lastPosition, position: lastPosition - 1 });

    const body = { position: lastPosition, reason: 'a test of the future' };
    expect((await write(monitor, 'projections/boards/skip', body)).status).toBe(200);
    await find(operator.seen, (one) => one.status === 'live' && one.skipped.length === 1);
    expect(open.seen).toEqual([]);
  }, 60_000);

  it('is told no more once the key is revoked', async () => {
    const { id, key } = await keyOf('operator');
    const { seen, ended } = connect({ key });
    expect(await ended).toBe('welcome');
    await eventually(() => Promise.resolve(seen.length > 0 ? true : undefined));
    const headers = { authorization: `Bearer ${monitor.adminKey}` };
    await fetch(`${monitor.url}/api/v1/admin/keys/${id}`, { method: 'DELETE', headers });
    // Another operator is told of what comes now; this one is not.
    const other = connect({ key: monitor.adminKey });
    await eventually(() => Promise.resolve(other.seen.length > 0 ? true : undefined));
    const told = seen.length;
    expect((await write(monitor, 'projections/developments/rebuilds', {})).status).toBe(202);
    await find(other.seen, ({ generation }) => generation > 1);
    expect(seen).toHaveLength(told);
  }, 60_000);

  it.each([
    ['an editor', async () => (await keyOf('editor')).key, /operator/],
    ['nobody', () => Promise.resolve('cm_nobody'), /unknown/],
  ])('must not be that of %s', async (_, key, message) => {
    const { seen, ended } = connect({ key: await key() });
    expect(await ended).toMatch(message);
    expect(seen).toEqual([]);
  });
});
