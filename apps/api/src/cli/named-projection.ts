import type { Projection } from '@ceasefire/event-store';
import { projections } from '../database/projections.ts';
import { WrongUsage } from './output.ts';

/** The projection of that name. @throws WrongUsage naming those that there are */
export function projectionNamed(name: string): Projection<unknown> {
  const found = projections.find((projection) => projection.name === name);
  if (found) return found;
  const known = projections.map((projection) => projection.name).join(', ');
  throw new WrongUsage(`There is no projection ${name}. Known: ${known}.`);
}
