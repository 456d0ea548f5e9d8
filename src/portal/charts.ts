import type { Article } from './article.ts';

/** How a charting client is pointed at the datafeed, and what it should know of our figures. */
export function charts(request: Request): Article {
  const { origin } = new URL(request.url);
  const datafeed = `${origin}/udf`;
  const widget = [
    'new TradingView.widget({',
    "  symbol: 'XJSE:NPN',",
    "  interval: '1D',",
    `  datafeed: new Datafeeds.UDFCompatibleDatafeed('${datafeed}', 30000),`,
    "  container: 'chart',",
    "  library_path: 'charting_library/',",
    '});',
  ].join('\n');
  return {
    title: 'Charts',
    blocks: [
      { heading: 'Charts', level: 1 },
      {
        text: 'A client that speaks UDF, the datafeed protocol of the TradingView charting library and of others that took it over, reads WizData as it is. Its datafeed URL is `/udf` on this host.',
      },
      { code: widget, language: 'js' },
      { heading: 'What it asks', level: 2 },
      { code: `curl '${datafeed}/config'`, language: 'sh' },
      { code: `curl '${datafeed}/search?query=NPN&exchange=XJSE&limit=5'`, language: 'sh' },
      { code: `curl '${datafeed}/symbols?symbol=XJSE:NPN'`, language: 'sh' },
      { code: `curl '${datafeed}/history?symbol=XJSE:NPN&resolution=1D&to=1610582400&countback=5'`, language: 'sh' },
      { code: `curl '${datafeed}/quotes?symbols=XJSE:NPN,BINANCE:BTC-USDT'`, language: 'sh' },
      { code: `curl '${datafeed}/timescale_marks?symbol=XNAS:NVDA&from=1609459200&to=1640995200'`, language: 'sh' },
      { heading: 'What to know', level: 2 },
      {
        list: [
          'Prices are as published, in `currency_code`: `ZAc` are South African cents. `currencyCode=ZAR` shows rand, exactly converted. They are not adjusted for splits beyond what the source did; splits and dividends are marks on the time axis.',
          'They are JSON numbers, since the protocol wants these, with the very digits that were published. [/v1/bars](/docs/listBars) has them as strings, with the `fetch_id` of each.',
          'Days and longer bars stand at midnight of UTC of their session date. Sessions, holidays and half-days come from [the calendars](/docs/listCalendars).',
          'All bars of a chart are of one source, which `source` names, beside `unit` and `is_sample`.',
          'No answer has more bars than the plan shows in a page, nor any before the first day that the plan shows. Paging back ends with `no_data`.',
          'Errors are [problems](/problems) with `s` and `errmsg` besides, which is what such clients look at.',
          'Without a key the limit is that of anonymous callers. A client that sends headers may send one: `Authorization: Bearer wiz_...`',
        ],
      },
    ],
  };
}
