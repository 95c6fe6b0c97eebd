import {
  actorSchema,
  healthRoutes,
  keyRoutes,
  liveRoutes,
  placeSchema,
  knownProcessSchema,
  projectionRoutes,
  reportSchema,
  routes,
  situationSchema,
  type Route,
} from '@ceasefire/contracts';
import { z } from 'zod';

const etag = { ETag: 'Send it back in `If-None-Match` to be told when nothing changed.' };
const notModified = { description: 'What `If-None-Match` names still holds.' };

const list = (name: string, summary: string, item: z.ZodType): Route => ({
  method: 'get',
  path: `/api/v1/${name}`,
  summary,
  tag: 'Reference',
  responses: {
    200: { description: summary, body: z.object({ items: z.array(item) }), headers: etag },
    304: notModified,
  },
});

const referenceRoutes: readonly Route[] = [
  list('actors', 'Who acts or speaks, with every spelling', actorSchema),
  list('places', 'Where things happen, with names by language', placeSchema),
  list('reports', 'The reports that the first developments come from', reportSchema),
  list(
    'processes',
    'Arrangements, deployments and negotiations: those known from the start, and those that developments have founded',
    knownProcessSchema,
  ),
  {
    method: 'get',
    path: '/api/v1/situation',
    summary: 'What this monitor is about, and the outline of its map',
    tag: 'Reference',
    responses: {
      200: {
        description: 'The situation.',
        body: situationSchema.omit({ actors: true, places: true, processes: true }),
        headers: etag,
      },
      304: notModified,
    },
  },
];

/** Every HTTP route but the description of them and the page. */
export const allRoutes: readonly Route[] = [
  ...routes,
  ...referenceRoutes,
  ...liveRoutes,
  ...keyRoutes,
  ...projectionRoutes,
  ...healthRoutes,
];
