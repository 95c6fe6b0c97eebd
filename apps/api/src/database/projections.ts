import { developmentsProjection } from '../developments/developments.projection.ts';
import { boardsProjection } from '../state/boards.projection.ts';

/** Every projection of the product: the tables that the API reads. */
export const projections = [developmentsProjection, boardsProjection] as const;
