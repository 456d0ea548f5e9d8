import Papa from 'papaparse';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * A table whose columns are known by their names, in any order and case, with commas, semicolons or tabs between them.
 * "Total ESG Risk score" and `total_esg_risk_score` are the same column; what the header does not name is left out.
 */
export function readTable(text: string): Table {
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t'] });
  const [header = [], ...lines] = parsed.data;
  const columns = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_'),
  );
  const rows = lines.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at]?.trim() ?? ''])));
  return { columns, rows };
}
