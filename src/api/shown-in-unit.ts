import { WizError } from '../core/errors.ts';
import { convert, exponentBetween } from '../model/measure.ts';
import type { TimelinePage } from '../storage/read/timeline.ts';

type Values = string | null | readonly (string | null)[];

/**
 * A page of values in another unit of what they measure, exactly converted; `invalid_request` where the unit measures
 * something else. Values come as rows or as one object of columns.
 */
export function shownInUnit(page: TimelinePage, asked: string | undefined): TimelinePage {
  const { unit, json } = page;
  if (asked === undefined || unit === asked) return page;
  if (unit === null)
    throw new WizError('invalid_request', 'unit: this series has none, so its values cannot be shown in one');
  exponentBetween(unit, asked);
  const shown = (values: Values): Values => {
    if (values === null) return null;
    return typeof values === 'string'
      ? convert(values, unit, asked)
      : values.map((value) => shown(value) as string | null);
  };
  const said = JSON.parse(json) as { value: Values } | { value: Values }[];
  const converted = Array.isArray(said)
    ? said.map((row) => ({ ...row, value: shown(row.value) }))
    : { ...said, value: shown(said.value) };
  return { ...page, unit: asked, json: JSON.stringify(converted) };
}
