import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

interface Report {
  readonly file: string;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

// In a process of its own: ESLint loads its plugins in ways that jest's modules do not allow.
const script = fileURLToPath(new URL('./check.mjs', import.meta.url));

describe('the lint rules', () => {
  it('refuse what the fixture does wrong, each at its line, and nothing else', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    const reports = JSON.parse(stdout) as readonly Report[];

    expect(reports.map(({ file, found }) => ({ file, found }))).toEqual(
      reports.map(({ file, expected }) => ({ file, found: expected })),
    );
    expect(reports.flatMap(({ expected }) => expected).length).toBeGreaterThan(20);
  }, 120_000);
});
