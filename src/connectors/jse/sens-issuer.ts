import { jseCompanies } from '../news/tagging/jse-companies.ts';

/** Words that say what a company is in law, and nothing of who it is. */
const legalForms = /\b(?:the|limited|ltd|plc|proprietary|pty|incorporated|inc|soc|rf|reit|p\.l\.c)\b\.?/g;

/** Banks whose names are their parent's: they issue debt, and have no shares of their own. */
const subsidiaries = new Set(['nedbank', 'capitecbank', 'discoverybank']);

const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(legalForms, '')
    .replace(/[^a-z0-9]/g, '');

const byName = new Map(
  jseCompanies.flatMap(({ instrument_id, names, ambiguous = [] }) =>
    [...names, ...ambiguous].map((name) => [keyOf(name), instrument_id]),
  ),
);

/** Ends of names that not every writer gives. */
const endings = ['', 'group', 'holdings', 'groupholdings', 'company', 'corporation', 'sa', 'nv', 'sanv', 'sca'];

/** The share of an issuer by its whole name, however it is capitalised; null where it has none on the JSE. */
export function issuerInstrument(issuer: string): string | null {
  const key = keyOf(issuer);
  if (subsidiaries.has(key)) return null;
  for (const ending of endings) {
    const found = key.endsWith(ending) ? byName.get(key.slice(0, key.length - ending.length)) : undefined;
    if (found !== undefined) return found;
  }
  return null;
}
