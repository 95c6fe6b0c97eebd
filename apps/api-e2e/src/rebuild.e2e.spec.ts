import { constants, getPriority } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import {
  commandLine,
  eventually,
  type Monitor,
  newAdminKey,
  read,
  startMonitor,
  statement,
  write,
} from '@ceasefire/monitor-process';

interface Status {
  readonly name: string;
  readonly generation: number;
  readonly position: number;
  readonly lag: number;
  readonly digest: string;
  readonly status: string;
  readonly rebuild?: { readonly position: number; readonly to: number };
}

async function statusOf(monitor: Monitor, name: string): Promise<Status> {
  const headers = { authorization: `Bearer ${monitor.adminKey}` };
  const { body } = await read<readonly Status[]>(monitor, 'admin/projections', headers);
  const found = body.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not listed`);
  return found;
}

/** When its projection has reached the end of the log. */
const settled = (monitor: Monitor, name: string): Promise<Status> =>
  eventually(async () => {
    const status = await statusOf(monitor, name);
    return status.lag === 0 ? status : undefined;
  });

/** Asks for something of a projection, without a body. */
async function operate(
  monitor: Monitor,
  method: 'POST' | 'DELETE',
  { path, headers }: { readonly path: string; readonly headers?: Record<string, string> },
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${monitor.url}/api/v1/admin/projections/${path}`, {
    method,
    headers: { authorization: `Bearer ${monitor.adminKey}`, ...headers },
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const stop = (monitor: Monitor, name: string) =>
  operate(monitor, 'DELETE', { path: `${name}/rebuilds/current` });

const rebuild = (monitor: Monitor, name: string, query = '') =>
  operate(monitor, 'POST', { path: `${name}/rebuilds${query}` });

const rollBack = (monitor: Monitor, name: string, headers: Record<string, string> = {}) =>
  operate(monitor, 'POST', { path: `${name}/rollback`, headers });

/** Rebuilds, and resolves when another generation is served. */
async function rebuilt(monitor: Monitor, name: string): Promise<number> {
  const { status, body } = await rebuild(monitor, name);
  expect(status).toBe(202);
  const { generation } = body as { readonly generation: number };
  await eventually(async () =>
    (await statusOf(monitor, name)).generation === generation ? true : undefined,
  );
  return generation;
}

describe('a rebuild over HTTP', () => {
  it('is unnoticed by those who read and write meanwhile, and can be rolled back and forth', async () => {
    const monitor = await startMonitor();
    try {
      let rebuilding = true;
      const isRebuilding = (): boolean => rebuilding;
      const statuses = new Set<number>();
      let posted = 0;
      const reading = (async () => {
        for (let last = 0; isRebuilding();) {
          const { status, body } = await read<{ position: number }>(monitor, 'state');
          statuses.add(status);
          expect(body.position).toBeGreaterThanOrEqual(last);
          last = body.position;
          statuses.add((await read(monitor, 'developments?limit=5')).status);
        }
      })();
      const writing = (async () => {
        for (; isRebuilding(); posted += 1) {
          const id = `meanwhile-${String(posted)}`;
          const { status } = await write(monitor, 'developments', statement({ id }));
          expect(status).toBe(201);
        }
      })();
      for (const name of ['boards', 'developments', 'boards']) await rebuilt(monitor, name);
      rebuilding = false;
      await Promise.all([reading, writing]);
      expect([...statuses]).toEqual([200]);
      expect(posted).toBeGreaterThan(0);

      for (const name of ['boards', 'developments']) {
        const before = await settled(monitor, name);
        await rebuilt(monitor, name);
        const after = await settled(monitor, name);
        expect(after.digest).toBe(before.digest);
        const once = { 'idempotency-key': `back-${name}` };
        const back = await rollBack(monitor, name, once);
        expect([back.status, back.body]).toMatchObject([
          200,
          { generation: before.generation, digest: before.digest },
        ]);
        expect(await rollBack(monitor, name, once)).toEqual(back);
        expect((await statusOf(monitor, name)).generation).toBe(before.generation);
        const forth = await rollBack(monitor, name);
        expect(forth.body).toMatchObject({ generation: after.generation, digest: after.digest });
      }
    } finally {
      await monitor.stop();
    }
  }, 120_000);

  it('on the command line leaves the server able to go on with what was rebuilt', async () => {
    const monitor = await startMonitor();
    try {
      for (const command of [['replay'], ['replay', '--rollback', '--yes']]) {
        expect(await commandLine(monitor.databaseUrl, command)).toMatchObject({ status: 0 });
        const id = `after-${command.length}`;
        const { status } = await write(monitor, 'developments', statement({ id }));
        expect(status).toBe(201);
        for (const name of ['boards', 'developments'])
          expect(await settled(monitor, name)).toMatchObject({ status: 'live', lag: 0 });
      }
    } finally {
      await monitor.stop();
    }
  }, 60_000);

  it('is refused for an unknown projection and without the role, and there must be one to stop', async () => {
    const monitor = await startMonitor();
    try {
      expect((await rebuild(monitor, 'unheard-of')).status).toBe(404);
      expect((await stop(monitor, 'unheard-of')).status).toBe(404);
      expect((await stop(monitor, 'boards')).status).toBe(404);
      expect((await rebuild(monitor, 'boards', '?fresh=perhaps')).status).toBe(400);
      expect((await rollBack(monitor, 'boards')).status).toBe(409);
      const nobody = await rebuild({ ...monitor, adminKey: newAdminKey() }, 'boards');
      expect(nobody.status).toBe(401);
    } finally {
      await monitor.stop();
    }
  }, 60_000);

  it('runs once at a time whichever node is asked, and any node stops it', async () => {
    const monitor = await startMonitor();
    const other = await startMonitor({
      databaseUrl: monitor.databaseUrl,
      adminKey: monitor.adminKey,
    });
    try {
      const answers = await Promise.all(
        [monitor, other, monitor, other].map((node) => rebuild(node, 'developments')),
      );
      const taken = answers.filter(({ status }) => status === 202);
      expect(taken.length).toBeGreaterThanOrEqual(1);
      expect(answers.every(({ status }) => status === 202 || status === 409)).toBe(true);
      const stopped = (await stop(other, 'developments')).status;
      expect([204, 404]).toContain(stopped);
      await rebuilt(monitor, 'developments');
      expect((await settled(other, 'developments')).rebuild).toBeUndefined();
    } finally {
      await other.stop();
      await monitor.stop();
    }
  }, 60_000);
});

describe('a replay on the command line', () => {
  it('leaves the processor to those who watch and post', async () => {
    const monitor = await startMonitor();
    try {
      let replaying = 0;
      const end = commandLine(monitor.databaseUrl, ['replay'], ({ pid = 0 }) => {
        replaying = pid;
      });
      const { PRIORITY_BELOW_NORMAL } = constants.priority;
      await eventually(() =>
        Promise.resolve(getPriority(replaying) === PRIORITY_BELOW_NORMAL ? true : undefined),
      );
      expect(await end).toMatchObject({ status: 0 });
    } finally {
      await monitor.stop();
    }
  });
});
