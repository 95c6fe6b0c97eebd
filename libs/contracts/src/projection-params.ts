import { z } from 'zod';

/** The path of one projection. */
export const projectionParams = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be the name of a projection, e.g. boards')
    .meta({ description: 'A projection, e.g. `boards`.' }),
});
