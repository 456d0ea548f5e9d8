import { WizError } from '../../core/errors.ts';
import type { Series } from '../../model/records.ts';
import { intervals } from '../../model/symbol.ts';
import { economyName } from './economy-names.ts';

const pattern = /^([A-Z0-9][A-Z0-9._-]{0,59})\.([A-Z0-9]{2,8}):([0-9][a-zA-Z]):([^:]+)(?::(.+))?$/;

/**
 * What a file is of, which it does not say itself: indicator and entity, the step of its days, the unit of its values
 * or `-` where nobody knows it, and perhaps a name.
 */
export function seriesOf(subject: string): Series {
  const [, indicator = '', entity = '', step, unit = '', name] = pattern.exec(subject) ?? [];
  const interval = intervals.find((known) => known === step);
  if (interval === undefined) {
    const like = 'a series, its step and its unit, such as REPO.ZAF:1d:percent or REPO.ZAF:1d:percent:Repurchase rate';
    throw new WizError('invalid_request', `subject: "${subject}" must name ${like}`);
  }
  return {
    series_id: `FILE:${indicator}.${entity}`,
    name: name ?? indicator,
    indicator,
    entity,
    entity_name: economyName(entity),
    unit: unit === '-' ? null : unit,
    interval,
    topic: 'macro',
  };
}
