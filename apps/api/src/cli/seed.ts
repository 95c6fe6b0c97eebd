import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EventLog } from '@ceasefire/event-store';
import { openPostgres } from '@ceasefire/postgres';
import { parseConfig } from '../config.ts';
import { createApp } from '../create-app.ts';
import { Seeder } from '../seeding/seeder.ts';
import type { Situation } from '../situation/load-situation.ts';
import { seedsFolder } from '../situation/situation-folder.ts';
import { EVENT_LOG, SITUATION } from '../tokens.ts';
import { CommandFailed, say, type Shown, WrongUsage, writeJson } from './output.ts';

/**
 * Records a situation by the ordinary commands; what is recorded already is left alone. `folder` is a path, or a name in `seeds`.
 * @throws WrongUsage when there is no such folder; CommandFailed when the log holds another situation; SituationError; what a rule of the domain refuses
 */
export async function seed(folder: string, { json }: Shown): Promise<void> {
  const here = resolve(folder);
  if (!existsSync(here) && !existsSync(join(seedsFolder, folder)))
    throw new WrongUsage(`There is no folder ${here}, and no situation ${folder} in seeds.`);
  const config = parseConfig({
    LOG_LEVEL: 'fatal',
    ...process.env,
    SITUATION: existsSync(here) ? here : folder,
  });
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = config;
  const postgres = await openPostgres({ dataDir, databaseUrl });
  try {
    // The application loads its situation by itself when it comes up; asking once more tells what came of it.
    const app = await createApp({ ...config, DATABASE_URL: postgres.url });
    try {
      const situation = app.get<Situation>(SITUATION);
      const { result } = await app.get(Seeder).load(situation);
      if (result === 'left-alone')
        throw new CommandFailed(
          'The log holds something else. Load a situation into an empty database.',
        );
      const { title } = situation.description;
      const { position } = await app.get<EventLog>(EVENT_LOG).head();
      if (json) await writeJson({ situation: title, position });
      else say(`${title}: every report is recorded; the log holds ${String(position)} entries.`);
    } finally {
      await app.close();
    }
  } finally {
    await postgres.stop();
  }
}
