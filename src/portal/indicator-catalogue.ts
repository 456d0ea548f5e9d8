import { blocks } from '../indicators/blocks.ts';
import { commonIndicators } from '../indicators/common.ts';
import { indicators } from '../indicators/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { formatIndicatorName } from '../indicators/name.ts';
import { readParams } from '../indicators/read-params.ts';
import type { Article } from './article.ts';
import type { Block } from './blocks.ts';

/** All indicators, as the registry has them: what they are, how they are reckoned, and how to ask for them. */
export const indicatorCatalogue = (): Article => ({
  title: 'Indicators',
  blocks: [
    { heading: 'Indicators', level: 1 },
    {
      text: `${indicators.length} indicators of bars of any interval, as published or adjusted. Conventions are those of TA-Lib where it has the indicator, and the notes say where not. \`GET /v1/indicators\` says the same to programs.`,
    },
    {
      list: [
        'A name has its parameters in their order: `macd(12,26,9)`; what is left out at the end has its default. `correl` and `beta` compare with another instrument: `beta(60,INDEX:J203)`, or `against=INDEX:J203`.',
        '`GET /v1/bars/XJSE:NPN/indicators?indicators=rsi(14),macd` ([listIndicatorValues](/docs/listIndicatorValues)): values beside the times of the bars, `null` through the warm-up, 12 significant digits. Each row links to the bars that it is computed from (`inputs`), each of which has its `fetch_id`.',
        '`GET /v1/indicators/latest?ids=XJSE:NPN,XJSE:SOL&indicators=sma(200)` ([getLatestIndicators](/docs/getLatestIndicators)): the newest values of many.',
        '`indicator.rsi(14).1m:BINANCE:BTC-USDT` is a channel of the stream: each new bar, and each correction, brings the rows of REST. Names are written out whole there, and those that compare two instruments are only read.',
        `Kept up to date for the days of every instrument: ${commonIndicators.map((name) => `\`${name}\``).join(', ')}.`,
      ],
    },
    { heading: 'Where a run begins', level: 2 },
    {
      text: `An average that never forgets depends on where it begins. All values of a block come from one run, which begins so many bars before the block (\`memory\`) that what came earlier weighs less than 1e-15, or with the first bar stored: so a value has the same digits on every page and on the stream. Blocks: ${blockList()}. What adds up for ever begins with the first bar stored, and on intervals below a day with the block. Where that would take more than 10,000 bars of an interval below a day, it is refused. A bar that lacks a figure gives \`null\` and is skipped, never counted as 0.`,
    },
    ...[...Map.groupBy(indicators, ({ group }) => group)].flatMap(([group, own]): Block[] => [
      { heading: `${group[0]?.toUpperCase()}${group.slice(1)}`, level: 2 },
      ...own.flatMap(entryOf),
    ]),
  ],
});

function blockList(): string {
  const byBlock = Map.groupBy(Object.entries(blocks), ([, { of }]) => of);
  return [...byBlock].map(([of, own]) => `${own.map(([interval]) => interval).join(', ')}: ${of}`).join('; ');
}

function entryOf(of: Indicator): Block[] {
  const params = readParams(of);
  const memory = of.memory?.(params) ?? of.warmup(params);
  const outputs = Object.entries(of.outputs).map(([name, unit]) => `\`${name}\` (${unit})`);
  const parameters = Object.entries(of.params).map(
    ([name, { default: value, min, max, description }]) => `\`${name}\` ${value} (${min} to ${max}): ${description}`,
  );
  const read = [...of.inputs, ...(of.optional ?? []).map((field) => `${field} where there is one`)].join(', ');
  return [
    { heading: `${of.title}: ${formatIndicatorName({ indicator: of, params, benchmark: null })}`, level: 3 },
    { text: `\`${of.formula}\`` },
    {
      list: [
        ...parameters,
        `Reads ${read}; gives ${outputs.join(', ')}`,
        `Warm-up ${of.warmup(params)} bars, memory ${Number.isFinite(memory) ? `${memory} bars` : 'all of them'}`,
        ...(of.undefinedWhen === undefined ? [] : [`\`null\` also when ${of.undefinedWhen}`]),
        ...(of.notes ?? []),
        `Source: ${of.source}`,
      ],
    },
  ];
}
