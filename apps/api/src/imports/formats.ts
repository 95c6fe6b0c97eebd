/** The formats that can be read. */
export const importFormats = ['ndjson', 'cloudevents', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];
