const absences: ReadonlySet<string> = new Set(['', '.', '#N/A', 'N/A', 'NA', 'NaN', 'nan', 'null']);

/** Whether a cell says that there is no value: left empty, a dot as FRED writes it, or the word of a spreadsheet. */
export const isAbsence = (cell: string): boolean => absences.has(cell);
