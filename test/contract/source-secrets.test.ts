import { describe, expect, test } from 'vitest';
import { connectors } from '../../src/connectors/index.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { redact } from '../../src/core/secret.ts';
import { lake } from '../../src/lake/lake.ts';
import type { IngestMessage } from '../../src/model/messages.ts';
import { fetchJob } from '../../src/pipeline/fetch.ts';
import { MemoryBucket } from '../support/memory-bucket.ts';

const secret = 'a+secret/of the=source';
const spellings = [secret, encodeURIComponent(secret), new URLSearchParams({ x: secret }).toString().slice(2)];
const window = { from: '2026-11-19T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };

/** One job of the source, of which a test says how its first request ends. */
async function run(connector: (typeof connectors)[number], answer: (url: string) => Response) {
  const bucket = new MemoryBucket();
  const sent: IngestMessage[] = [];
  const asked: { url: string; headers: string }[] = [];
  const outcome = await fetchJob({ connector, subject: connector.subjects[0] ?? '', window }, 'schedule', {
    clock: fixedClock(Date.parse(window.to)),
    fetch: async (input, init) => {
      asked.push({ url: String(input), headers: JSON.stringify([...new Headers(init?.headers)]) });
      return answer(String(input));
    },
    lake: lake(bucket),
    settings: { ...connector.defaults, api_key: secret },
    validatorsOf: () => ({}),
    send: async (message) => void sent.push(message),
  });
  const kept = [...bucket.objects].map(([name, bytes]) => name + new TextDecoder().decode(bytes));
  return { asked, said: JSON.stringify([sent, outcome.run, outcome.error?.message, outcome.validators, kept]) };
}

const keyed = connectors.filter(({ source, intakeOnly }) => source.key !== null && !intakeOnly);

describe.each(keyed.map((connector) => [connector.source.source_id, connector] as const))('%s', (_id, connector) => {
  test('is sent its key, which stays in no address, report or file', async () => {
    const { asked, said } = await run(connector, () => new Response('{}', { headers: { etag: '"x"' } }));
    expect(asked.length).toBeGreaterThan(0);
    for (const { url, headers } of asked) {
      expect(
        spellings.some((spelling) => url.includes(spelling) || headers.includes(spelling)),
        url,
      ).toBe(true);
      for (const spelling of spellings) expect(redact(`{"url":"${url}"}`)).not.toContain(spelling);
    }
    for (const spelling of spellings) expect(said).not.toContain(spelling);
  });

  test('is reported as failed without its key, though what failed quotes it', async () => {
    const { said } = await run(connector, (url) => {
      // A refusal that is not worth another attempt, as a library that quotes the address would raise it.
      throw Object.assign(new Error(`[wiz:source_denied] cannot open ${url} for ${secret}`));
    });
    expect(said).toContain('cannot open');
    for (const spelling of spellings) expect(said).not.toContain(spelling);
  });
});

test('there are sources with a key', () => {
  expect(keyed.length).toBeGreaterThan(5);
});
