import { startPostgres } from '@ceasefire/postgres'; // breaks: @nx/enforce-module-boundaries
import { migrateLog } from '@ceasefire/event-store'; // breaks: @nx/enforce-module-boundaries

export const imported = [startPostgres, migrateLog];
