import { describe, expect, it } from '@jest/globals';
import {
  commandLine,
  cuttableProxy,
  eventually,
  type Monitor,
  read,
  ready,
  startMonitor,
  statement,
  watchLive,
  write,
} from '@ceasefire/monitor-process';
import { testDatabase } from '@ceasefire/postgres';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { io } from 'socket.io-client';

/** Puts the database of one name in the place of another, of which nothing is left. */
async function replace(url: string, by: string): Promise<void> {
  await administer(url, `drop database ${nameOf(url)} with (force)`);
  await administer(url, `alter database ${nameOf(by)} rename to ${nameOf(url)}`);
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

async function administer(url: string, statement: string): Promise<void> {
  const other = new URL(url);
  other.pathname = '/postgres';
  const client = new pg.Client({ connectionString: other.href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Resolves to what comes first after a position. */
async function firstAfter(monitor: Monitor, from: number): Promise<readonly string[]> {
  const socket = io(`${monitor.url}/live`, { transports: ['websocket'], auth: { from } });
  try {
    return await new Promise((resolve) =>
      socket.once('events', (events: readonly { development: string }[]) =>
        resolve(events.map(({ development }) => development)),
      ),
    );
  } finally {
    socket.disconnect();
  }
}

describe('the database is put back under a node', () => {
  it('tells every client to begin anew, serves the events that are there, and no others', async () => {
    const [{ url }, copy] = [await testDatabase(), `${(await testDatabase()).url}_copy`];
    const proxy = await cuttableProxy(url);
    const monitor = await startMonitor({ databaseUrl: proxy.url });
    const watcher = await watchLive(monitor);
    const post = async (id: string): Promise<number> =>
      eventually(async () => {
        const { status } = await write(monitor, 'developments', statement({ id }));
        return status === 201 ? status : undefined;
      }, 20_000);
    try {
      const { position } = (await read<{ position: number }>(monitor, 'state')).body;
      proxy.cut();
      await administer(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameOf(url)}'`,
      );
      await administer(url, `create database ${nameOf(copy)} template ${nameOf(url)}`);
      proxy.mend();
      for (const id of ['lost-1', 'lost-2', 'lost-3']) await post(id);
      await eventually(() => Promise.resolve(watcher.positions.length === 3 || undefined));
      proxy.cut();
      await replace(url, copy);
      proxy.mend();
      for (const id of ['new-1', 'new-2', 'new-3', 'new-4']) await post(id);

      await eventually(() => Promise.resolve(watcher.resets > 0 || undefined));
      expect(await firstAfter(monitor, position)).toEqual(['new-1', 'new-2', 'new-3', 'new-4']);
      const state = await read<{ position: number }>(monitor, 'state');
      expect(state.body.position).toBe(position + 4);
      const beyond = await fetch(`${monitor.url}/api/v1/live?after=${String(position + 5)}`);
      expect(await beyond.text()).toContain('event: reset');
    } finally {
      watcher.close();
      await monitor.stop();
      await proxy.close();
    }
  }, 90_000);
});

describe('the database was restored while no node ran', () => {
  it('and given a new epoch: whoever knows the positions of before begins anew', async () => {
    const { url } = await testDatabase();
    const copy = `${(await testDatabase()).url}_copy`;
    const before = await startMonitor({ databaseUrl: url });
    const { epoch, position } = (await read<{ epoch: string; position: number }>(before, 'state'))
      .body;
    await before.stop();
    await administer(url, `create database ${nameOf(copy)} template ${nameOf(url)}`);
    const kept = JSON.parse((await commandLine(url, ['head', '--json'])).output) as object;
    await replace(url, copy);
    const renewed = await commandLine(url, ['head', '--new-epoch', '--yes', '--json']);
    expect(renewed.status).toBe(0);
    expect(renewed.output).toContain(`"position":${String(position)},`);
    expect(renewed.output).not.toContain(epoch);

    const after = await startMonitor({ databaseUrl: url });
    try {
      const socket = io(`${after.url}/live`, {
        transports: ['websocket'],
        auth: { epoch, from: position },
      });
      const reset = await new Promise((resolve) => socket.once('reset', resolve));
      socket.disconnect();
      expect(reset).toMatchObject({ reason: 'other-epoch', head: position });
      expect((await read<{ epoch: string }>(after, 'state')).body.epoch).not.toBe(epoch);
      const folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-head-'));
      await writeFile(join(folder, 'head.json'), JSON.stringify(kept));
      const proof = await commandLine(url, ['verify', '--head', join(folder, 'head.json')]);
      await rm(folder, { recursive: true });
      expect(proof.output).toContain(`The head kept at position ${String(position)} holds`);
      expect(proof.status).toBe(0);
    } finally {
      await after.stop();
    }
  }, 90_000);
});

describe('the database goes away and comes back', () => {
  it('readiness says so, writes answer 503 with Retry-After, the boards stay readable, and all recovers', async () => {
    const { url } = await testDatabase();
    const proxy = await cuttableProxy(url);
    const monitor = await startMonitor({ databaseUrl: proxy.url });
    try {
      const before = await read<{ position: number }>(monitor, 'state');
      proxy.cut();
      await eventually(async () => {
        const { status } = await fetch(`${monitor.url}/health/ready`);
        return status === 503 ? true : undefined;
      });
      expect((await fetch(`${monitor.url}/health/live`)).status).toBe(200);
      const refused = await write(monitor, 'developments', statement({ id: 'in-the-dark' }), {
        'idempotency-key': 'in-the-dark',
      });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const during = await read<{ position: number }>(monitor, 'state');
      expect([during.status, during.body.position]).toEqual([200, before.body.position]);

      proxy.mend();
      await ready(monitor);
      const retried = await write(monitor, 'developments', statement({ id: 'in-the-dark' }), {
        'idempotency-key': 'in-the-dark',
      });
      expect(retried.status).toBe(201);
      await eventually(async () => {
        const { body } = await read<{ position: number }>(monitor, 'state');
        return body.position === before.body.position + 1 ? true : undefined;
      });
    } finally {
      await monitor.stop();
      await proxy.close();
    }
  }, 90_000);
});

/** Makes the database read-only for every connection, or lets it take writes again. */
async function setReadOnly(url: string, setting: 'on' | 'off'): Promise<void> {
  const options = '-c default_transaction_read_only=off';
  const client = new pg.Client({ connectionString: url, options });
  await client.connect();
  const { database } = client;
  await client.query(
    `alter database ${String(database)} set default_transaction_read_only = ${setting}`,
  );
  await client.query(
    'select pg_terminate_backend(a.pid) from pg_stat_activity a where a.datname = $1 and a.pid <> pg_backend_pid()',
    [database],
  );
  await client.end();
}

describe('the database becomes read-only and takes writes again', () => {
  it('readiness says so, every write answers 503 with Retry-After, all that is stored is served, and all recovers', async () => {
    const { url } = await testDatabase();
    const monitor = await startMonitor({ databaseUrl: url });
    try {
      const before = await read<{ position: number }>(monitor, 'state');
      await setReadOnly(url, 'on');
      const readOnly = await eventually(async () => {
        const response = await fetch(`${monitor.url}/health/ready`);
        return response.status === 503 ? response.text() : undefined;
      });
      expect(readOnly).toContain('It takes no writes: it is read-only.');
      const key = { name: 'anna', role: 'editor' };
      for (const [path, body] of [
        ['developments', statement({ id: 'on-a-standby' })],
        ['keys', key],
        ['projections/boards/rebuilds', {}],
      ] as const) {
        const refused = await write<{ detail: string }>(monitor, path, body);
        expect([path, refused.status]).toEqual([path, 503]);
        expect(refused.body.detail).toMatch(/takes no writes just now/);
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      for (const path of ['state', 'developments', 'log'])
        expect([path, (await read(monitor, path)).status]).toEqual([path, 200]);
      for (const command of [
        ['replay'],
        ['keys', 'create', '--name', 'anna', '--role', 'editor'],
      ]) {
        const { status, output } = await commandLine(url, command);
        expect([status, output.split('\n')]).toEqual([
          3,
          [expect.stringMatching(/takes no writes/), ''],
        ]);
      }
      const { output } = await commandLine(url, ['doctor']);
      expect(output).toMatch(/^fail +database .* takes no writes: it is read-only$/m);

      await setReadOnly(url, 'off');
      await ready(monitor);
      const retried = await write(monitor, 'developments', statement({ id: 'on-a-standby' }));
      expect(retried.status).toBe(201);
      await eventually(async () => {
        const { body } = await read<{ position: number }>(monitor, 'state');
        return body.position === before.body.position + 1 ? true : undefined;
      });
    } finally {
      await monitor.stop();
    }
  }, 90_000);
});
