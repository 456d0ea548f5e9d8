import { expect, test } from 'vitest';
import { recorded } from '../../local/upstream/recorded.ts';
import { readBehaviour, recordedFolder, recordedSources } from '../../local/upstream/recordings.ts';
import { type Connector, parserFor } from '../../src/connectors/connector.ts';
import { fetcher } from '../../src/connectors/fetcher.ts';
import { connectors } from '../../src/connectors/index.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { due } from '../../src/pipeline/due.ts';

/** Sources whose stand-ins are written by hand: local/upstream/<source>.ts. */
const byHand = ['ecb', 'yahoo-chart', 'binance', 'worldbank'];
const now = '2026-11-24T06:00:00.000Z';

test('every source that is asked or handed files has figures for SOURCES=sample', () => {
  const ids = connectors.map(({ source }) => source.source_id);
  expect(ids.filter((id) => !byHand.includes(id) && !recordedSources().includes(id))).toEqual([]);
});

const played = recordedSources().map((id) => connectors.find(({ source }) => source.source_id === id) as Connector);

test.each(played.filter(({ intakeOnly }) => !intakeOnly).map((connector) => [connector.source.source_id, connector]))(
  'the sample answers all that %s asks it for, today and with what the newest parser reads',
  async (id, connector) => {
    const { sample } = readBehaviour(recordedFolder(id));
    expect(sample, 'behaviour.json says from when the sample is').toBeDefined();
    const base_url = 'http://sample.example';
    const settings = { ...connector.defaults, ...sample, base_url, is_sample: true, api_key: 'sample' };
    const { answer } = recorded(id);
    const refused: string[] = [];
    const polite = fetcher({
      clock: fixedClock(Date.parse(now)),
      baseUrl: base_url,
      validatorsOf: () => ({}),
      userAgent: 'test',
      fetch: async (input) => {
        const { pathname, searchParams } = new URL(String(input));
        const { status, contentType, text, bytes } = answer(pathname, searchParams);
        if (status !== 200) refused.push(pathname + searchParams);
        return new Response(bytes === undefined ? text : new Uint8Array(bytes), {
          status,
          headers: { 'content-type': contentType },
        });
      },
    });
    for (const { subject, window } of due(connector, now, {}, settings)) {
      try {
        for await (const payload of connector.fetch({ subject, settings, fetcher: polite }, window)) {
          parserFor(connector, payload.fetched_at).parse(payload, subject);
        }
      } catch (error) {
        if (refused.length === 0) throw error;
      }
    }
    expect(refused).toEqual([]);
  },
);
