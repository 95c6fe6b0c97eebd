import { kinds } from '@ceasefire/domain'; // breaks: @nx/enforce-module-boundaries
import { startPostgres } from '@ceasefire/postgres'; // breaks: @nx/enforce-module-boundaries

export const imported = [kinds, startPostgres];
