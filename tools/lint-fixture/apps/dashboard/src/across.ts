import { readFile } from 'node:fs/promises'; // breaks: no-restricted-imports
import { config } from '@ceasefire/api'; // breaks: no-restricted-imports
import { migrateLog } from '@ceasefire/event-store'; // breaks: @nx/enforce-module-boundaries
import { startPostgres } from '@ceasefire/postgres'; // breaks: @nx/enforce-module-boundaries

export const imported = [readFile, config, migrateLog, startPostgres];
