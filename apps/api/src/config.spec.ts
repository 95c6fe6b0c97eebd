import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseConfig, projectRoot } from './config.ts';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('the environment', () => {
  it('may be empty: everything has a default', () => {
    expect(parseConfig({})).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      SITUATION: 'karabakh-2020',
      DATA_DIR: join(projectRoot, '.data'),
      ALLOWED_ORIGINS: [],
      LOG_LEVEL: 'info',
    });
  });

  it('reads an empty value as left out', () => {
    expect(parseConfig({ PORT: '', ADMIN_KEY: ' ' })).toMatchObject({ PORT: 3000 });
  });

  it('takes DATA_DIR from the root of the project, whatever folder we are in', () => {
    expect(parseConfig({ DATA_DIR: 'x/y' }).DATA_DIR).toBe(join(projectRoot, 'x/y'));
    expect(parseConfig({ DATA_DIR: '/var/lib/monitor' }).DATA_DIR).toBe('/var/lib/monitor');
    expect(isAbsolute(projectRoot)).toBe(true);
  });

  it('takes several origins', () => {
    const { ALLOWED_ORIGINS } = parseConfig({
      ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443',
    });
    expect(ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example:8443']);
  });

  it.each([
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'nonsense'],
    ['DATABASE_URL', 'postgres://anna:p@ss/word@host:5432/monitor'],
    ['DATABASE_URL', 'postgres://anna:pass@host/monitor#word'],
    ['HOST', 'not a host'],
    ['PORT', '70000'],
    ['PORT', '3000a'],
    ['PORT', '-1'],
    ['SITUATION', '../etc'],
    ['ADMIN_KEY', 'short'],
    ['ADMIN_KEY', 'with spaces in the middle of it'],
    ['ALLOWED_ORIGINS', 'https://a.example/path'],
    ['ALLOWED_ORIGINS', '*'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses a bad %s by name: %s', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
  });

  it('never repeats a bad secret', () => {
    expect(problemsOf({ ADMIN_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('names everything that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y', LOGLEVEL: 'info' })).toHaveLength(3);
  });

  it.each([
    ['ALLOWED_ORIGIN', 'ALLOWED_ORIGINS'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['ADMINKEY', 'ADMIN_KEY'],
    ['DATADIR', 'DATA_DIR'],
    ['port', 'PORT'],
    ['PROT', 'PORT'],
  ])('refuses %s, a slip of %s', (slip, meant) => {
    expect(problemsOf({ [slip]: 'x' })).toEqual([`${slip} is not known; it is spelt ${meant}.`]);
  });

  it.each(['PATH', 'HOSTNAME', 'HOME', 'SHLVL', 'NODE_OPTIONS', 'npm_config_prefix'])(
    'leaves %s to others',
    (name) => {
      expect(problemsOf({ [name]: 'x' })).toEqual([]);
    },
  );
});
