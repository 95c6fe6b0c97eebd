import { type DevelopmentDocument, viewDevelopment } from '@ceasefire/domain';
import { type CsvColumn, csvColumns, harmless, listCell } from './csv-columns.ts';

/** The first line. */
export const csvHeader = `${csvColumns.join(',')}\r\n`;

/** A development as it now stands, as a line of CSV (RFC 4180) that an import reads back without loss. */
export function csvLineOf(document: DevelopmentDocument): string {
  const cells = cellsOf(document);
  return `${csvColumns.map((column) => csvField(cells[column])).join(',')}\r\n`;
}

function csvField(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellsOf(document: DevelopmentDocument): Record<CsvColumn, string | number | null> {
  const view = viewDevelopment(document);
  const { from, to, precision, zone, certainty } = view.occurred;
  return {
    id: view.id,
    kind: view.kind,
    status: view.status,
    version: view.version,
    from,
    to,
    precision,
    zone: zone ?? null,
    certainty,
    modality: view.modality,
    process: view.process,
    summary: view.summary,
    actors: actorsCell(view.actors),
    places: listCell(view.places),
    sources: JSON.stringify(view.sources),
    claim: view.claim === undefined ? null : JSON.stringify(view.claim),
    codes: objectCell(view.codes),
    details: objectCell(view.details),
  };
}

/** `id:role; id:role`, or JSON where a role could be misread. */
function actorsCell(actors: readonly { readonly id: string; readonly role: string }[]): string {
  const plain = listCell(actors.map(({ id, role }) => `${id}:${role}`));
  const clear = !plain.startsWith('[') && actors.every(({ role }) => role.trim() === role);
  return clear ? plain : JSON.stringify(actors);
}

const objectCell = (value: object): string | null =>
  Object.keys(value).length === 0 ? null : JSON.stringify(value);
