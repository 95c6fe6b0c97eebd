import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Lockfile {
  readonly packages: Readonly<Record<string, unknown>>;
}

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;

/** The folders of the workspaces, as npm wrote them into its lockfile. */
const workspaces = Object.keys(lockfile.packages).filter(
  (folder) => folder !== '' && !folder.includes('node_modules'),
);

describe('the containers', () => {
  const dockerfile = read('Dockerfile').split('\n');
  const compose = read('docker-compose.yml');

  it('install from the manifests of every workspace', () => {
    const copied = workspaces.map((folder) => `COPY ${folder}/package.json ${folder}/`);
    expect(workspaces).toContain('libs/monitor-process');
    expect(dockerfile).toEqual(expect.arrayContaining(copied));
  });

  it('run what was built of the API and of the page', () => {
    const run = ['apps/api/bundle', 'apps/dashboard/dist'];
    const copied = run.map((folder) => `COPY --from=build /app/${folder} ${folder}`);
    expect(dockerfile).toEqual(expect.arrayContaining([...copied, 'COPY seeds seeds']));
    expect(dockerfile).toContain('CMD ["node", "apps/api/bundle/main.js"]');
  });

  it('take no secret of the one who builds into the image', () => {
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.data', '.env*', '.git']),
    );
  });

  it('put no password into an address, where some characters have a meaning', () => {
    expect(compose).toContain('PGPASSWORD: ${POSTGRES_PASSWORD:-monitor}');
    expect(compose).not.toMatch(/:\/\/[^\s]*\$\{POSTGRES_PASSWORD/);
  });

  it('listen inside on the port that is published, so that the address they tell is right', () => {
    expect(compose).toContain('PORT: ${PORT:-3000}');
    expect(compose).toContain('127.0.0.1:${PORT:-3000}:${PORT:-3000}');
  });
});
