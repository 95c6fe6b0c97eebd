import { z } from 'zod';

/** What a key may do: `viewer` only reads, `editor` adds and corrects, `operator` runs projections and imports, `admin` everything. */
export const roleSchema = z.enum(['viewer', 'editor', 'operator', 'admin']);
export type Role = z.infer<typeof roleSchema>;
