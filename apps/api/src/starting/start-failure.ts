import { LogHeadMissing } from '@ceasefire/event-store';
import { PostgresError } from '@ceasefire/postgres';
import { ConfigError } from '../config.ts';
import { isCausedBy } from '../database/caused-by.ts';
import { takesNoWrites } from '../database/no-writes.ts';
import { type NotEncrypted, notEncrypted } from '../database/not-encrypted.ts';
import { isDatabaseAway } from '../problems/problem-of.ts';
import { PortUnusable } from '../serving/free-port.ts';
import { SituationError } from '../situation/situation-error.ts';

/** What to tell who started it: a message that says the cure, or undefined for a mistake of ours, which needs its stack. */
export function startFailure(error: unknown, databaseUrl: string | undefined): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const ours = [ConfigError, LogHeadMissing, PortUnusable, PostgresError, SituationError];
  if (ours.some((kind) => error instanceof kind)) return error.message;
  if (takesNoWrites(error))
    return `${placeOf(databaseUrl)} takes no writes: it is read-only. Make it writable, or give one that is as DATABASE_URL.`;
  const table = lostTable(error);
  if (table !== undefined)
    return `${placeOf(databaseUrl)} has lost the table ${table}: somebody removed it. Restore the database from a copy that verifies.`;
  return databaseUrl === undefined ? undefined : databaseFailure(error, databaseUrl);
}

/** SQLSTATE of a table that is not there. */
const undefinedTable = '42P01';

/** Which of the tables is gone that the migrations made. */
function lostTable(error: Error): string | undefined {
  if (!isCausedBy(error, undefinedTable)) return undefined;
  return /"((?:log|projection|access)\.\w+)"/.exec(error.message)?.[1];
}

function placeOf(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) return 'The embedded PostgreSQL';
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL at ${host}${pathname}`;
}

/** Refusals of PostgreSQL that only another DATABASE_URL, or its administrator, can cure. */
const refusals: Readonly<Record<string, string>> = {
  '28P01': 'refuses the password',
  '28000': 'refuses the user',
  '3D000': 'has no such database',
  '42501': 'does not let this user make tables',
};

const unencrypted: Readonly<Record<NotEncrypted, (error: Error) => string>> = {
  'not-offered': () =>
    'offers no encrypted connections. Turn ssl on there, or do not ask for it in DATABASE_URL.',
  'not-trusted': ({ message }) =>
    `shows a certificate that is not trusted (${message}). Check the host in DATABASE_URL, or give its root as sslrootcert there.`,
};

function databaseFailure(error: Error, databaseUrl: string): string | undefined {
  const where = placeOf(databaseUrl);
  const code = 'code' in error ? String(error.code) : '';
  const refusal = refusals[code];
  if (refusal !== undefined) return `${where} ${refusal}. Check DATABASE_URL.`;
  const why = notEncrypted(error);
  if (why !== undefined) return `${where} ${unencrypted[why](error)}`;
  if (!isDatabaseAway(error)) return undefined;
  return `${where} cannot be reached (${code === '' ? error.message : code}). Start it, or check DATABASE_URL.`;
}
