import { expect, test } from 'vitest';
import { parserFor } from '../../src/connectors/connector.ts';
import { connectors } from '../../src/connectors/index.ts';
import { WizError } from '../../src/core/errors.ts';
import type { Parsed } from '../../src/model/parsed.ts';
import { datasets } from '../../src/model/symbol.ts';
import { fixtureProblem, type Recording, recordingsOf } from './source-fixtures.ts';

const cases = connectors
  .filter(({ source }) => fixtureProblem(source.source_id) === null)
  .flatMap((connector) =>
    recordingsOf(connector.source.source_id).map(
      (recording) => [`${connector.source.source_id}: ${recording.file}`, connector, recording] as const,
    ),
  );

test.each(cases)('%s: a figure that is no number is told of, and loses no neighbour', (_name, connector, recording) => {
  const { payload, subject, text } = recording;
  if (new TextEncoder().encode(text).length !== payload.bytes.length) return;
  const parse = (bytes: Uint8Array) => parserFor(connector, payload.fetched_at).parse({ ...payload, bytes }, subject);
  const whole = parse(payload.bytes);
  const bad: string[] = [];
  for (const figure of figuresOnce(whole, text).slice(0, 40)) {
    const broken = withoutFigure(text, figure);
    try {
      const parsed = parse(new TextEncoder().encode(broken));
      const told =
        parsed.rejected.length + (parsed.flagged?.length ?? 0) > whole.rejected.length + (whole.flagged?.length ?? 0);
      const same = count(parsed, recording) === count(whole, recording);
      if (!told || !same)
        bad.push(`${figure}: ${told ? 'told' : 'not told'}, ${count(parsed, recording)} of ${count(whole, recording)}`);
    } catch (error) {
      if (!(error instanceof WizError)) bad.push(`${figure}: ${error}`);
    }
  }
  expect(bad).toEqual([]);
});

function count({ rows, rejected }: Parsed, { counts }: Recording): number {
  return counts.reduce((sum, dataset) => sum + (rows[dataset]?.length ?? 0), rejected.length);
}

function figuresOnce({ rows }: Parsed, text: string): string[] {
  const values = datasets.flatMap((dataset) => (rows[dataset] ?? []).flatMap((row) => Object.entries(row)));
  const fields = ['open', 'high', 'low', 'close', 'volume', 'value', 'price', 'size', 'amount', 'bid', 'ask'];
  const figures = values.flatMap(([field, value]) =>
    fields.includes(field) && typeof value === 'string' ? [value] : [],
  );
  return [...new Set(figures)].filter((figure) => figure.length > 3 && text.split(figure).length === 2);
}

/** A word in the figure's place, in quotes where JSON has a bare number. */
function withoutFigure(text: string, figure: string): string {
  const at = text.indexOf(figure);
  const bare = /[\]}]\s*$/.test(text) && !/["\w.-]/.test(text[at - 1] ?? '');
  return text.replace(figure, bare ? '"unknown"' : 'unknown');
}
