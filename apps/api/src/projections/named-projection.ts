import type { Projection } from '@ceasefire/event-store';
import { projections } from '../database/projections.ts';
import { notFound } from '../problems/problem.ts';

/** The projection of that name. @throws Problem 404 */
export function projectionNamed(name: string): Projection<unknown> {
  const found = projections.find((projection) => projection.name === name);
  if (!found) throw notFound(`projection ${name}`);
  return found;
}
