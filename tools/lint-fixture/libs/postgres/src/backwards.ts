import { migrateLog } from '@ceasefire/event-store'; // breaks: @nx/enforce-module-boundaries

export const imported = [migrateLog];
