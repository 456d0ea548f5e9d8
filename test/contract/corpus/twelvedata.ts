import type { CorpusFolders } from './folders.ts';

export const twelvedata: CorpusFolders = {
  twelvedata: {
    source: 'twelvedata',
    subject: 'any',
    files: {
      'average_true_range.json': 'otherKind',
      'batch_error.json': { records: 2, rejected: { refused: 1 } },
      'batch_quote.json': { records: 2 },
      'batch_time_series.json': { records: 2 },
      'bollinger_bands.json': 'otherKind',
      'countries.json': 'otherKind',
      'currency_conversion.json': { records: 1 },
      'dividends_calendar.json': { records: 100 },
      'exchange_rate.json': { records: 1 },
      'exchange_schedule.json': 'otherKind',
      'moving_average_convergence_divergence.json': 'otherKind',
      'relative_strength_index.json': 'otherKind',
      // A rate that was calculated from two others, its opens and closes outside of low and high.
      'time_series_cross.json': 'otherKind',
      'websocket_price_event.json': { records: 1 },
    },
  },
};
