import type { Indicator, IndicatorSeries, Pillar } from './method.ts';

/** The indicators of a pillar from the lines of a table; a dash where a cell says nothing. */
export function indicatorTable(pillar: Pillar, table: string): Indicator[] {
  return table
    .trim()
    .split('\n')
    .map((line): Indicator => {
      const [indicator_id = '', better, weight = '', theme = '', reference = '', carried = '', name = '', series = ''] =
        line.split(' | ');
      return {
        ...{ indicator_id, name, pillar, weight, theme },
        polarity: better === 'lower' ? 'lower' : 'higher',
        reference: said(reference),
        carried_years: Number(carried),
        series: series.split('; ').map((one): IndicatorSeries => {
          const [head = '', unit = ''] = one.split(' = ');
          return { head, unit: said(unit) };
        }),
      };
    });
}

const said = (cell: string): string | null => (cell === '-' ? null : cell);
