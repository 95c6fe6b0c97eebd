import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '@ceasefire/monitor-process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** `npm run torture` in its short form, on the server of the tests. */
async function torture(name: string): Promise<{ status: number | null; output: string }> {
  const args = [join(projectRoot, 'tools/torture.mjs'), '--short', '--only', name];
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: process.env['TEST_POSTGRES_URL'],
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}

// The scenarios that no other suite plays; the rest are in `outage` and `nodes`.
describe('npm run torture', () => {
  it.each([
    ['kill-storm', 'loses and doubles nothing when the API and the postmaster are killed'],
    ['interleavings', 'gives a reader every event once, whatever order transactions commit in'],
    ['open-transaction', 'does not wait for a transaction of another database'],
    ['silent-doorbell', 'goes on by polling when the doorbell falls silent'],
    ['exhausted', 'stays readable while every connection waits for a lock, and recovers'],
    ['projection-kills', 'builds and rebuilds on from whatever statement it was killed at'],
    ['poison', 'stops the one projection that cannot take an event, and no other'],
    ['rebuild', 'rebuilds beside those who read, write and watch'],
    ['disk-full', 'refuses writes and serves what is stored while there is no room for tables'],
    ['wal-full', 'keeps the boards readable while there is no room for the write-ahead log'],
  ])(
    '%s: %s',
    async (name) => {
      const { status, output } = await torture(name);
      // The output says what failed and the seed that repeats it.
      expect(status === 0 ? '' : output).toBe('');
      expect(output).toMatch(/^seed \d+; to repeat: npm run torture/m);
      // Where no disk can be mounted, what needs one says so in place of passing.
      expect(output).toMatch(/^(?:1 passed, 0 failed|0 passed, 0 failed, 1 NOT PLAYED)/m);
    },
    240_000,
  );

  it('says which scenarios there are when asked for one that there is not', async () => {
    const { status, output } = await torture('nothing-like-it');
    expect(status).toBe(2);
    expect(output).toContain('There is no scenario named nothing-like-it.');
    expect(output).toContain('kill-storm');
  });
});
