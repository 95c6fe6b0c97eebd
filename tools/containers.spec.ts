import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Workspace {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Lockfile {
  readonly packages: Readonly<Record<string, Workspace>>;
}

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;

/** The workspaces by their folders, as npm wrote them into its lockfile. */
const workspaces = Object.entries(lockfile.packages).filter(
  ([folder]) => folder !== '' && !folder.includes('node_modules'),
);

/** The folders of this workspace and of those it depends on, near and far. */
function folderAndDependencies(name: string): readonly string[] {
  return workspaces
    .filter(([, workspace]) => workspace.name === name)
    .flatMap(([folder, { dependencies = {} }]) => [
      folder,
      ...Object.keys(dependencies).flatMap(folderAndDependencies),
    ]);
}

describe('the containers', () => {
  const dockerfile = read('Dockerfile').split('\n');
  const compose = read('docker-compose.yml');

  it('install from the manifests of every workspace', () => {
    const copied = workspaces.map(([folder]) => `COPY ${folder}/package.json ${folder}/`);
    expect(workspaces.map(([folder]) => folder)).toContain('libs/monitor-process');
    expect(dockerfile).toEqual(expect.arrayContaining(copied));
  });

  it('run what was built of the API, of all that it depends on, and of the page', () => {
    const run = [...folderAndDependencies('@ceasefire/api'), 'apps/dashboard'];
    const copied = run.map((folder) => `COPY --from=build /app/${folder}/dist ${folder}/dist`);
    expect(run).toContain('libs/domain');
    expect(dockerfile).toEqual(expect.arrayContaining(copied));
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
