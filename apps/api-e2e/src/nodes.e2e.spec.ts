import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Monitor,
  type Watcher,
  type Written,
  commandLine,
  eventually,
  newAdminKey,
  projectionRunners,
  read,
  startMonitor,
  statement,
  watchLive,
  write,
} from '@ceasefire/monitor-process';
import { testDatabase } from '@ceasefire/postgres';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('three nodes on one database', () => {
  let databaseUrl: string;
  let nodes: Monitor[];
  let watchers: Watcher[];
  let posted = 0;

  beforeAll(async () => {
    databaseUrl = (await testDatabase()).url;
    const adminKey = newAdminKey();
    // All at once on an empty database: they must agree on who migrates and who loads the seed.
    nodes = await Promise.all([1, 2, 3].map(() => startMonitor({ databaseUrl, adminKey })));
    watchers = await Promise.all(nodes.map((node) => watchLive(node)));
  }, 120_000);

  afterAll(async () => {
    for (const watcher of watchers) watcher.close();
    for (const { process } of nodes) process.kill('SIGCONT');
    await Promise.all(nodes.map((node) => node.stop()));
  });

  const at = (index: number): Monitor => {
    const node = nodes[index];
    if (node === undefined) throw new Error(`There is no node ${String(index)}.`);
    return node;
  };

  /** Posts `count` developments to these nodes in turn, eight at a time; answers the last position. */
  async function post(to: readonly Monitor[], count: number): Promise<number> {
    let last = 0;
    let left = count;
    const client = async (): Promise<void> => {
      while (left-- > 0) {
        const id = `shared-${String(posted++)}`;
        const node = to[posted % to.length] ?? at(0);
        const { status, body } = await write<Written>(node, 'developments', statement({ id }), {
          'idempotency-key': id,
        });
        expect(status).toBe(201);
        last = Math.max(last, body.position);
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    return last;
  }

  /** The boards of each node at one moment, once all show `position`. */
  async function boards(of: readonly Monitor[], position: number): Promise<readonly unknown[]> {
    return Promise.all(
      of.map((node) =>
        eventually(async () => {
          const { body } = await read<{ position: number }>(
            node,
            'state?asOf=2020-12-31T00:00:00Z',
          );
          return body.position >= position ? body : undefined;
        }, 60_000),
      ),
    );
  }

  const runner = (): Promise<Monitor> =>
    eventually(async () => {
      const [first] = await projectionRunners(at(0));
      return nodes.find(({ process }) => process.pid === first?.pid);
    });

  /** When the projections run elsewhere than at `gone` and stand at `position`. */
  async function workMoved(gone: Monitor, asked: Monitor, position: number): Promise<void> {
    await eventually(async () => {
      const projections = await projectionRunners(asked);
      return projections.every((one) => one.pid !== gone.process.pid && one.position >= position)
        ? true
        : undefined;
    }, 60_000);
  }

  it('load the seed once and show the same boards', async () => {
    const { body } = await read<{ position: number }>(at(0), 'state');
    const [first, ...others] = await boards(nodes, body.position);
    for (const other of others) expect(other).toEqual(first);
    const log = await read(at(1), 'log', { accept: 'application/x-ndjson' });
    const streams = log.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { stream: string; version: number })
      .map(({ stream, version }) => `${stream} ${String(version)}`);
    expect(new Set(streams).size).toBe(streams.length);
  });

  it('all take writes, and every client of every node sees every event once, in order', async () => {
    const last = await post(nodes, 120);
    for (const watcher of watchers) {
      await eventually(() => ((watcher.positions.at(-1) ?? 0) >= last ? true : undefined));
      expect(watcher.positions).toEqual(range(watcher.start + 1, last));
      expect(watcher.resets).toBe(0);
    }
  }, 60_000);

  it('a writer of one node is told at once when another node has written the version it read', async () => {
    const id = 'contested-by-nodes';
    await write(at(0), 'developments', statement({ id }));
    const answers = await Promise.all(
      nodes.map((node, index) =>
        write(
          node,
          `developments/${id}/corrections`,
          { changes: { summary: `Wording of node ${String(index)}.` }, reason: 'wording' },
          { 'if-match': '"1"' },
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('a repeated Idempotency-Key is known to a node that did not see it first', async () => {
    const headers = { 'idempotency-key': 'known-everywhere' };
    const sent = statement({ id: 'known-everywhere' });
    const answers: unknown[] = [];
    for (const node of nodes) {
      const { status, body } = await write<Written>(node, 'developments', sent, headers);
      answers.push([status, body]);
    }
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it.each([
    ['keys', { name: 'made once', role: 'viewer' }, 201],
    ['projections/boards/rebuilds', {}, 202],
  ])('nor does it act anew on another node: POST %s', async (path, sent, expected) => {
    const headers = { 'idempotency-key': `once-${path}` };
    const answers = await Promise.all(
      nodes.map(async (node) => {
        const { status, body } = await write<object>(node, path, sent, headers);
        return [status, body];
      }),
    );
    expect(answers[0]?.[0]).toBe(expected);
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it('the work of a frozen node moves to another, and what it does when woken changes nothing', async () => {
    const frozen = await runner();
    const others = nodes.filter((node) => node !== frozen);
    // Frozen while it folds.
    const posting = post(others, 60);
    frozen.process.kill('SIGSTOP');
    const during = await posting;
    await workMoved(frozen, others[0] ?? at(0), during);
    frozen.process.kill('SIGCONT');
    const last = await post(nodes, 60);

    const [first, ...rest] = await boards(nodes, last);
    for (const other of rest) expect(other).toEqual(first);
    for (const watcher of watchers) {
      await eventually(() => ((watcher.positions.at(-1) ?? 0) >= last ? true : undefined));
      expect(watcher.positions).toEqual(range(watcher.start + 1, last));
    }
    expect(await commandLine(databaseUrl, ['replay', '--dry-run'])).toMatchObject({ status: 0 });
  }, 180_000);

  it('the work of a killed node moves to another, and its clients go on there where they were', async () => {
    const killed = await runner();
    const others = nodes.filter((node) => node !== killed);
    const posting = post(others, 60);
    await killed.stop('SIGKILL');
    watchers[nodes.indexOf(killed)]?.moveTo(others[0] ?? at(0));
    nodes = others;
    const last = await posting;
    await workMoved(killed, at(0), last);

    const [first, ...rest] = await boards(nodes, last);
    for (const other of rest) expect(other).toEqual(first);
    for (const watcher of watchers) {
      await eventually(() => ((watcher.positions.at(-1) ?? 0) >= last ? true : undefined));
      expect(watcher.positions).toEqual(range(watcher.start + 1, last));
      expect(watcher.resets).toBe(0);
    }
    expect(await commandLine(databaseUrl, ['verify'])).toMatchObject({ status: 0 });
    expect(await commandLine(databaseUrl, ['replay', '--dry-run'])).toMatchObject({
      status: 0,
      output: expect.stringMatching(/nothing was written; a replay would serve the same/),
    });
  }, 180_000);
});
