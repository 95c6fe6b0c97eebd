import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The root of the project: relative paths of the environment start here, whatever folder the process was started from. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port from 0 to 65535 (0: any free one)')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port from 0 to 65535 (0: any free one)');

const databaseUrl = z.string().refine(isPostgresUrl, {
  error:
    'must look like postgres://user:password@host:5432/database; in the password write @ as %40, / as %2F, # as %23 and % as %25',
});

const origins = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
  )
  .refine((list) => list.every(isOrigin), {
    error: 'must be origins parted by commas, e.g. https://a.example,https://b.example:8443',
  });

const environmentSchema = z.object({
  DATABASE_URL: databaseUrl.optional(),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be a host name or address')
    .default('127.0.0.1'),
  PORT: port.default(3000),
  SITUATION: z
    .string()
    .regex(
      /^([A-Za-z0-9][A-Za-z0-9._-]{0,63}|\/.{1,1000})$/,
      'must be the name of a folder in seeds/, e.g. karabakh-2020, or the absolute path of one',
    )
    .default('karabakh-2020'),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(projectRoot, path)),
  ADMIN_KEY: z
    .string()
    .regex(
      /^[\x21-\x7e]{16,200}$/,
      'must be 16 to 200 characters without spaces; leave it out to have one made',
    )
    .optional(),
  ALLOWED_ORIGINS: origins.default([]),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
});

/** The environment, parsed. `DATA_DIR` is absolute. */
export type Config = Readonly<z.output<typeof environmentSchema>>;

/** The environment has values that cannot be used; the message names every one with its cure. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Parses the environment once. An empty value counts as left out.
 * @throws ConfigError naming every bad value and every name that looks like a slip of one of ours
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  const bad = (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')} ${issue.message}.`,
  );
  const problems = [...bad, ...slips(Object.keys(given))];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

const names = Object.keys(environmentSchema.shape);

/** Names that other programs use, however near they are to ours. */
const ofOthers = new Set(['HOSTNAME', 'HOSTTYPE']);

function slips(given: readonly string[]): readonly string[] {
  return given.flatMap((name) => {
    if (names.includes(name) || ofOthers.has(name)) return [];
    const meant = names.find((ours) => isSlip(name, ours));
    return meant === undefined ? [] : [`${name} is not known; it is spelt ${meant}.`];
  });
}

const letters = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z]/g, '');

const sorted = (text: string): string => Array.from(text).sort().join('');

/** The same letters in another spelling or order, or, in a long name, one or two letters off. */
function isSlip(name: string, ours: string): boolean {
  const [a, b] = [letters(name), letters(ours)];
  if (sorted(a) === sorted(b)) return true;
  return b.length >= 8 && editDistance(a, b) <= 2;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries())
      next.push(
        Math.min(
          (row[j] ?? 0) + (letter === other ? 0 : 1),
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, hash } = new URL(text);
  // A password that is not escaped ends where a path or a fragment begins, and what follows would be told as a host.
  const cutOff = pathname.includes('@') || hash !== '';
  return (protocol === 'postgres:' || protocol === 'postgresql:') && !cutOff;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && text.startsWith('http');
}
