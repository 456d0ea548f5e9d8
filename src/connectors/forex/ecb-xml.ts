import { addRate, type EcbRates } from './ecb-rate.ts';

/** Whether the text is one of the ECB's rate documents, and whole: a cut document lacks its closing tag. */
export function isWholeXml(text: string): boolean {
  return /<gesmes:Envelope[\s>]/.test(text) && text.trimEnd().endsWith('</gesmes:Envelope>');
}

/** `<Cube time><Cube currency rate/>...</Cube>`, newest day first; attributes in single or in double quotes. */
export function readXml(text: string): EcbRates {
  const read: EcbRates = { rates: [], rejected: [] };
  let date = '';
  for (const [, attributes = ''] of text.matchAll(/<Cube\s+([^>]*)>/g)) {
    const time = attribute(attributes, 'time');
    if (time === null)
      addRate(read, attribute(attributes, 'currency') ?? '', date, attribute(attributes, 'rate') ?? '');
    else date = time;
  }
  return read;
}

function attribute(attributes: string, name: string): string | null {
  return new RegExp(`\\b${name}=(["'])(.*?)\\1`).exec(attributes)?.[2] ?? null;
}
