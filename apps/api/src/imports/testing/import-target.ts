import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresLog, type EventLog } from '@ceasefire/event-store';
import { type TestDatabase, testDatabase } from '@ceasefire/postgres';
import pg from 'pg';
import { migrate } from '../../migrations/migrate.ts';
import { knownNames } from '../../situation/known-names.ts';
import { loadSituation } from '../../situation/load-situation.ts';
import type { ImportFormat } from '../formats.ts';
import { type ImportOptions, type ImportResult, runImport } from '../run-import.ts';

/** An empty database to import into, and a folder for what is imported. */
export interface ImportTarget {
  readonly database: TestDatabase;
  readonly log: EventLog;
  /** Writes a file and says where it is. */
  file(name: string, content: string | Buffer): Promise<string>;
  /** Imports a file. */
  load(file: string, format: ImportFormat, more?: Partial<ImportOptions>): Promise<ImportResult>;
  end(): Promise<void>;
}

const given = knownNames(loadSituation('karabakh-2020').description);

/** Opens a target; to be ended. */
export async function openImportTarget(): Promise<ImportTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-imports-'));
  const database = await testDatabase(migrate);
  const pool = new pg.Pool({ connectionString: database.url, max: 3 });
  // One that is being closed may still hear that its database was dropped.
  pool.on('error', () => undefined);
  const log = createPostgresLog({ pool });
  const author = { recordedBy: 'importer', correlationId: 'test' };
  return {
    database,
    log,
    file: async (name, content) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    load: (file, format, more = {}) => runImport({ log, file, format, given, author, ...more }),
    end: async () => {
      await log.close();
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
