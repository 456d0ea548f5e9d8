import { describe, expect, test } from 'vitest';
import { WizError } from '../core/errors.ts';
import { withinDepth } from './history-depth.ts';

const now = Date.UTC(2026, 10, 24, 12);
const free = { key_id: 'key_1', plan: 'free', scopes: [] };
const asked = (operation: string, query: Record<string, string>, plan = 'free') =>
  Object.fromEntries(withinDepth(operation, new Map(Object.entries(query)), { ...free, plan }, now));

describe('the plan free', () => {
  test.each([
    ['listBars', { from: '2016-11-23' }],
    ['listBars', { from: '1900-01-01', to: '2021-01-01' }],
    ['listBars', { from: '2016-11-24T01:00:00+02:00' }],
    ['listBars', { from: '2016-11-24T01:00:00 02:00' }],
    ['listTrades', { to: '2010-01-01' }],
    ['getInsightForecast', { from: '2010-01-04', instrument: 'XJSE:NPN' }],
    ['getRates', { date: '2010-01-04' }],
    ['getRates', { from: '2010-01-04' }],
    ['getUdfHistory', { since: '2010-01-04' }],
    ['convertMoney', { from: 'USD', to: 'ZAR', date: '2010-01-04' }],
  ])('%s of %j is refused and names the first day', (operation, query) => {
    expect(() => asked(operation, query)).toThrow(WizError);
    expect(() => asked(operation, query)).toThrow(/reaches back to 2016-11-24/);
  });

  test.each([
    ['listBars', { from: '2021-01-13' }],
    ['listBars', { from: '2016-11-24' }],
    ['listBars', { from: 'soon' }],
    ['getRates', {}],
    ['getRates', { date: '2021-01-13' }],
    ['convertMoney', { from: 'USD', to: 'ZAR' }],
    ['listObservations', { from: '1960-01-01' }],
    ['getInsightForecast', { series: 'WB:SP.POP.TOTL.ZAF' }],
    ['listSessions', { from: '1970-01-01' }],
  ])('%s of %j stands as it is', (operation, query) => {
    expect(asked(operation, query)).toEqual(query);
  });

  test('a span that would begin with the first row begins with the first day', () => {
    expect(asked('listBars', { limit: '5' })).toEqual({ limit: '5', from: '2016-11-24' });
    expect(asked('getUdfHistory', { to: '1610582400' })).toEqual({ to: '1610582400', since: '2016-11-24' });
    expect(asked('getRates', { to: '2021-01-13' })).toEqual({ to: '2021-01-13', from: '2016-11-24' });
  });
});

test('a plan without a limit reads all', () => {
  expect(asked('listBars', { from: '1900-01-01' }, 'internal')).toEqual({ from: '1900-01-01' });
  expect(asked('listBars', {}, 'enterprise')).toEqual({});
});

test('a plan that is not known any more reads as anonymous does', () => {
  expect(() => asked('listBars', { from: '1900-01-01' }, 'constructor')).toThrow('2016-11-24');
});
