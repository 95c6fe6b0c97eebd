import { testDatabase } from '@ceasefire/postgres';

export const imported = [testDatabase];
