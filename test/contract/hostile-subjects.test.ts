import { describe, expect, test } from 'vitest';
import type { Connector } from '../../src/connectors/connector.ts';
import { fetcher } from '../../src/connectors/fetcher.ts';
import { connectors } from '../../src/connectors/index.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { toWizError } from '../../src/core/errors.ts';

const window = { from: '2026-11-19T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };

/** What would lead elsewhere, were it a part of an address: another path, host, parameter, or a request of its own. */
const hostile = [
  ...['../../x', '..', '%2e%2e', '%2e%2e%2fx', '..\\..\\x', '/x', '//evil.test/x', '\\\\evil.test\\x'],
  ...['@evil.test/', ':x@evil.test/', '.evil.test', ':8443/', 'https://evil.test/', 'file:///etc/passwd'],
  ...['x?y#z', '?y=z', '#z', '&apikey=x', 'x&y=z', 'x;y', 'x y', 'x\r\nHost: evil.test', '\0', '🦓', ''],
];

/** The addresses that a source is asked at for a subject. It answers nothing; what is refused asks nothing. */
async function askedFor(connector: Connector, subject: string): Promise<URL[]> {
  const asked: URL[] = [];
  const polite = fetcher({
    clock: fixedClock(Date.parse(window.to)),
    baseUrl: connector.defaults.base_url,
    validatorsOf: () => ({}),
    userAgent: 'test',
    fetch: async (input) => {
      asked.push(new URL(String(input)));
      if (asked.length > 50) throw new Error('it asks without an end');
      return new Response(null, { status: 304 });
    },
  });
  const settings = { ...connector.defaults, api_key: 'secret' };
  try {
    for await (const _ of connector.fetch({ subject, settings, fetcher: polite }, window));
  } catch (error) {
    expect(['config_invalid', 'invalid_request', 'not_found']).toContain(toWizError(error).code);
  }
  return asked;
}

/** What of an address is the connector's to say. */
const formOf = ({ origin, pathname, searchParams, username, password }: URL): string =>
  [origin, username, password, pathname.split('/').length, ...new Set([...searchParams.keys()].toSorted())].join(' ');

const partsOf = (subject: string): string[] => subject.split(/[:/]/);

/** A subject alone, after a real one, and in the place of each of its parts. */
function variantsOf(real: string, text: string): string[] {
  const replaced = partsOf(real).map((part) => real.replace(part, () => text));
  return [text, real + text, ...replaced];
}

describe.each(
  connectors
    .filter(({ intakeOnly }) => !intakeOnly)
    .map((connector) => [connector.source.source_id, connector] as const),
)('%s', (_id, connector) => {
  test('is asked in the same form, whatever a subject holds', async () => {
    const forms = new Set<string>();
    const { subjects } = connector;
    const kinds = [
      ...new Map(subjects.map((one) => [one.replaceAll(/[\w.^-]+/g, 'x') + one.split(':')[1], one])).values(),
    ];
    for (const real of subjects) for (const url of await askedFor(connector, real)) forms.add(formOf(url));
    expect(forms.size).toBeGreaterThan(0);
    for (const real of kinds.slice(0, 12)) {
      for (const harmless of variantsOf(real, 'BENIGN')) {
        for (const url of await askedFor(connector, harmless)) forms.add(formOf(url));
      }
      for (const text of hostile) {
        for (const subject of variantsOf(real, text)) {
          for (const url of await askedFor(connector, subject)) {
            expect([...forms], `${JSON.stringify(subject)} became ${url.href}`).toContain(formOf(url));
          }
        }
      }
    }
  });
});
