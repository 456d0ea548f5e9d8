import type { Parsed, Rejection } from '../../model/parsed.ts';
import { type Alias, type CorporateAction, alias as schema } from '../../model/records.ts';
import { instrumentIdPattern } from '../../model/symbol.ts';
import { absentActionFacts } from '../absent.ts';
import { reject } from '../reading.ts';
import { cellsOf, dayOrNull, unsourced } from './jse-reference-line.ts';
import { isIsin } from './listings-isin.ts';
import type { Line } from './listings-table.ts';

const headings = ['instrument_id', 'scheme', 'alias', 'valid_from', 'valid_to', 'source_url', 'verified_on'] as const;

export const isAliasFile = (found: readonly string[]): boolean => headings.every((heading) => found.includes(heading));

/** One name a line, and a change of code wherever one code of an instrument ends on the day before another begins. */
export function readAliasFile(lines: readonly Line[]): Parsed {
  const aliases: Alias[] = [];
  const rejected: Rejection[] = [];
  for (const cell of lines) {
    const record = cellsOf(cell, headings);
    const missing = unsourced(cell);
    const alias = readAlias(cell);
    if (missing !== null) rejected.push(reject('alias', 'unsourced', missing, record));
    else if (typeof alias === 'string') rejected.push(reject('alias', 'schema', alias, record));
    else if (alias.scheme === 'isin' && !isIsin(alias.alias)) {
      rejected.push(reject('alias', 'isin', `${alias.alias} is no ISIN`, record));
    } else aliases.push(alias);
  }
  return { rows: { alias: aliases, corporate_action: symbolChanges(aliases) }, rejected };
}

function readAlias(cell: Line): Alias | string {
  const [instrument_id, alias] = [cell('instrument_id'), cell('alias')];
  const scheme = schema.shape.scheme.safeParse(cell('scheme'));
  const [valid_from, valid_to] = [dayOrNull(cell('valid_from')), dayOrNull(cell('valid_to'))];
  if (!instrumentIdPattern.test(instrument_id)) return `"${instrument_id}" is no instrument`;
  if (!scheme.success) return `"${cell('scheme')}" is no scheme of names`;
  if (alias === '') return 'the line has no name';
  if (valid_from === undefined || valid_to === undefined) return 'one of the days is no day of the calendar';
  if (valid_from !== null && valid_to !== null && valid_to < valid_from) return 'the name ends before it begins';
  return { instrument_id, scheme: scheme.data, alias, valid_from, valid_to };
}

function symbolChanges(aliases: readonly Alias[]): CorporateAction[] {
  const codes = aliases.filter(({ scheme }) => scheme === 'ticker');
  return codes.flatMap(({ instrument_id, alias: new_symbol, valid_from }) => {
    if (valid_from === null) return [];
    const former = codes.find(
      (code) => code.instrument_id === instrument_id && code.valid_to === dayBefore(valid_from),
    );
    if (former === undefined) return [];
    const codesOf = { old_symbol: former.alias, new_symbol };
    return [{ ...absentActionFacts, instrument_id, kind: 'symbol_change', ex_date: valid_from, ...codesOf }];
  });
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
