/** What a list can be sent as beside JSON, and its media type. The first that a caller likes best is sent. */
export const mediaTypes = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.stream',
} as const;

export type FileFormat = keyof typeof mediaTypes;

export const json = 'application/json';

export const isFileFormat = (name: string): name is FileFormat => Object.hasOwn(mediaTypes, name);

export const isText = (format: FileFormat): boolean => format === 'csv' || format === 'ndjson';
