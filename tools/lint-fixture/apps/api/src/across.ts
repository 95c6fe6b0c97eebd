import { reduce } from '../../dashboard/src/monitor/reduce.ts'; // breaks: @nx/enforce-module-boundaries
import { board } from '@ceasefire/dashboard'; // breaks: no-restricted-imports
import { migrateLog } from '@ceasefire/event-store';

export const imported = [reduce, board, migrateLog];
