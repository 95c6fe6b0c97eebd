import { readFile } from 'node:fs/promises'; // breaks: no-restricted-imports
import pg from 'pg'; // breaks: no-restricted-imports
import { z } from 'zod'; // breaks: no-restricted-imports
import { problemSchema } from '@ceasefire/contracts'; // breaks: no-restricted-imports @nx/enforce-module-boundaries
import { migrateLog } from '@ceasefire/event-store'; // breaks: no-restricted-imports @nx/enforce-module-boundaries
import { readAll } from '../../event-store/src/index.ts'; // breaks: @nx/enforce-module-boundaries

export const imported = [readFile, pg, z, problemSchema, migrateLog, readAll];

export const now = Date.now(); // breaks: no-restricted-properties
export const today = new Date(); // breaks: no-restricted-syntax
export const chance = Math.random(); // breaks: no-restricted-properties
export const given = new Date(0);
