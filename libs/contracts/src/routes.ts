import type { Route } from './route.ts';
import { readingRoutes } from './reading-routes.ts';
import { writingRoutes } from './writing-routes.ts';

/** The routes of developments, disputes, boards and the log. Keys, projections and the live connection describe theirs beside their schemas. */
export const routes: readonly Route[] = [...readingRoutes, ...writingRoutes];
