import { developmentKinds } from '@ceasefire/domain';
import { z } from 'zod';

/** `GET kinds`: the data dictionary. */
export const kindsSchema = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(developmentKinds),
        board: z.enum(['ceasefire', 'deployment', 'negotiation', 'disputes', 'feed']),
        meaning: z.string(),
        details: z
          .record(z.string(), z.enum(['required', 'optional']))
          .meta({ description: 'The details that the kind takes.' }),
      }),
    ),
  })
  .meta({ id: 'Kinds' });
export type Kinds = z.output<typeof kindsSchema>;
