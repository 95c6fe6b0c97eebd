import { exportLines } from '../exports/export-lines.ts';
import type { ExportFormat } from '../exports/formats.ts';
import { loadSituation } from '../situation/load-situation.ts';
import { write } from './output.ts';
import { withDatabase } from './session.ts';

/** What to write. */
export interface ExportOptions {
  readonly format: ExportFormat;
}

/** Writes everything recorded by now to standard output. @throws SituationError where places are needed and cannot be read */
export const exportLog = ({ format }: ExportOptions): Promise<void> =>
  withDatabase(async ({ log, config }) => {
    const places = format === 'geojson' ? loadSituation(config.SITUATION).description.places : [];
    for await (const lines of exportLines({ log, format, places })) await write(lines);
  });
