/** The formats that can be written: events as recorded (`ndjson`, `cloudevents`), developments as they now stand (`csv`, `geojson`). */
export const exportFormats = ['ndjson', 'cloudevents', 'csv', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];
