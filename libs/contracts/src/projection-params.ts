import { z } from 'zod';

/** The path of one projection. */
export const projectionParams = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/)
    .meta({ description: 'A projection, e.g. `boards`.' }),
});
