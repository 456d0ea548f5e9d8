import type { Article } from './article.ts';
import { firstLines } from './quickstart.ts';

/** What WizData is, and two lines that work when pasted. */
export function landing(request: Request): Article {
  const { rest, stream } = firstLines(new URL(request.url).origin);
  return {
    title: 'WizData',
    blocks: [
      { heading: 'WizData', level: 1 },
      {
        text: 'Prices, exchange rates and macro and ESG series, over REST and WebSocket. Every row has a `fetch_id` that leads to the very bytes it came from, and any read can be asked as of a past moment.',
      },
      { heading: 'Read', level: 2 },
      { code: rest, language: 'sh' },
      { heading: 'Listen (Node 22 or newer)', level: 2 },
      { code: stream, language: 'sh' },
      { heading: 'Go on', level: 2 },
      {
        list: [
          '[Quickstart](/quickstart): a dozen lines to paste',
          '[Charts](/charts): a datafeed for charting clients (UDF)',
          '[API reference](/docs) and its [OpenAPI document](/openapi.json)',
          '[Problems](/problems): every error, and what to do about it',
          '[Versions](/versions): what changed, and what will be gone',
          'For programs that read: [llms.txt](/llms.txt), `.md` behind any page, and the [catalogue of APIs](/.well-known/api-catalog)',
          '[Instruments](/v1/instruments), [USD-ZAR](/v1/rates/USD-ZAR), [series of South Africa](/v1/series?entity=ZAF)',
          '[Sources](/v1/sources) with their terms, and [what is stored](/v1/status)',
        ],
      },
      {
        text: 'Without a key you read as anonymous, at a lower limit. [Sign in](/sign-in) to make one: `Authorization: Bearer wiz_...`',
      },
    ],
  };
}
