import type { CustomTypesConfig } from 'pg';

const same = (text: string): string => text;

/** Leaves every column as PostgreSQL's text, whatever parsers others set for the whole process. */
export const rawText: CustomTypesConfig = { getTypeParser: () => same };
