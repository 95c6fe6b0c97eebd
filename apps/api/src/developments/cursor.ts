import { createHash } from 'node:crypto';
import { Problem } from '../problems/problem.ts';

/** Where a page ended: the place of its last development in the order of the list, and the log position that the list is read at. */
export interface Cursor {
  readonly position: number;
  /** Epoch milliseconds. */
  readonly occurredAtMs: number;
  readonly id: string;
}

/** What a cursor belongs to: another log, or the same list with other filters, has other cursors. */
export interface CursorScope {
  readonly epoch: string;
  readonly filters: unknown;
}

/** The cursor as an opaque text of URL-safe characters. */
export function formatCursor(cursor: Cursor, scope: CursorScope): string {
  const place = JSON.stringify([cursor.position, cursor.occurredAtMs, cursor.id]);
  return Buffer.from(`${mark(place, scope)}${place}`).toString('base64url');
}

/**
 * Reads a cursor that `formatCursor` made for the same scope.
 * @throws Problem 400 for any other text
 */
export function parseCursor(text: string, scope: CursorScope): Cursor {
  const decoded = Buffer.from(text, 'base64url').toString();
  const place = decoded.slice(markLength);
  if (decoded.slice(0, markLength) !== mark(place, scope)) throw foreign();
  const [position, occurredAtMs, id] = JSON.parse(place) as [number, number, string];
  return { position, occurredAtMs, id };
}

const markLength = 16;

const mark = (place: string, { epoch, filters }: CursorScope): string =>
  createHash('sha256')
    .update(JSON.stringify([epoch, filters, place]))
    .digest('base64url')
    .slice(0, markLength);

const foreign = (): Problem =>
  new Problem('invalid', 'The cursor is not one of this list. Begin again without it.', {
    errors: [{ pointer: '/cursor', detail: 'must be the `next` of the same list' }],
  });
