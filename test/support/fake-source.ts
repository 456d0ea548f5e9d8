import type { Connector, Cursor, ParserVersion } from '../../src/connectors/connector.ts';
import { cadenceWindow } from '../../src/connectors/connector.ts';
import { WizError } from '../../src/core/errors.ts';
import type { RawPayload, Window } from '../../src/model/payload.ts';

export interface FakeSource {
  readonly connector: Connector;
  /** Subjects in the order in which they were asked for, with the window. */
  readonly asked: { readonly subject: string; readonly window: Window }[];
}

interface Options {
  readonly subjects?: readonly string[];
  readonly parsers?: readonly [ParserVersion, ...ParserVersion[]];
  /** What the source says to the nth question about a subject: texts, a page each, or an error after them. */
  answer?(subject: string, nth: number): readonly (string | WizError)[];
  fetchedAt?(): string;
}

/** JSON of Parsed is what the source sends; it means what it says. */
const literal: ParserVersion = { version: 1, parse: ({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) };

/** A source that says what a test wants to hear, asked once a minute. */
export function fakeSource(options: Options = {}): FakeSource {
  const asked: { subject: string; window: Window }[] = [];
  const counts = new Map<string, number>();
  const connector: Connector = {
    source: {
      source_id: 'fake',
      name: 'A source of a test',
      url: 'https://source.test',
      terms_url: 'https://source.test/terms',
      redistribution: 'open',
      attribution: 'none',
      country: 'ZA',
      datasets: ['bar'],
      cadence_seconds: 60,
      coverage_start: '2020-01-01',
      verified_on: '2026-11-24',
      rank: 1,
      price_basis: null,
      key: null,
      politeness: { min_interval_ms: 0, per_day: null },
      oddities: [],
    },
    defaults: { base_url: 'https://source.test', is_sample: true },
    subjects: options.subjects ?? ['one'],
    window: (cursor: Cursor, now: string) => cadenceWindow(cursor, now, 60, '2020-01-01', 0),
    async *fetch({ subject }, window): AsyncIterable<RawPayload> {
      asked.push({ subject, window });
      const nth = (counts.get(subject) ?? 0) + 1;
      counts.set(subject, nth);
      for (const [page, said] of (options.answer?.(subject, nth) ?? ['{"rows":{},"rejected":[]}']).entries()) {
        if (said instanceof WizError) throw said;
        const fetched_at = options.fetchedAt?.() ?? '2022-12-30T15:00:00.000Z';
        const headers = { etag: `"${subject}-${nth}-${page}"` };
        const bytes = new TextEncoder().encode(said);
        yield { url: `https://source.test/${subject}?page=${page}`, status: 200, headers, bytes, fetched_at };
      }
    },
    parsers: options.parsers ?? [literal],
  };
  return { connector, asked };
}
