import { WizError } from '../core/errors.ts';

/** The parameters of a query string. What is unclear is refused: twice the same name, bad encodings, control characters. */
export function parseQuery(search: string, known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  if (search === '') return query;
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode(blanks(at < 0 ? pair : pair.slice(0, at)));
    if (!known.has(name)) throw unknownParameter(name, known);
    if (query.has(name)) throw new WizError('invalid_request', `${name}: must be given once`);
    query.set(name, decode(at < 0 ? '' : blanks(pair.slice(at + 1))));
  }
  return query;
}

/** One spelling for all URLs that ask the same, so that they share an answer. */
export function canonicalQuery(query: ReadonlyMap<string, string>): string {
  if (query.size === 0) return '';
  const pairs = [...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `?${pairs.sort().join('&')}`;
}

/** In a query string, unlike in a path, a plus is a blank (application/x-www-form-urlencoded). */
const blanks = (text: string): string => (text.includes('+') ? text.replaceAll('+', ' ') : text);

/** Percent-decoded text that can be stored and logged. */
export function decode(text: string): string {
  let plain: string;
  try {
    plain = text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    throw new WizError('invalid_request', 'the URL must be percent-encoded UTF-8; encode a percent sign as %25');
  }
  return checkedText(plain);
}

/** What the text says when its percent signs mean what they mostly do; what is not so encoded stays. */
export function plainText(text: string): string {
  return text.includes('%') ? text.replaceAll(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code)) : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
const control = /[\u0000-\u001f\u007f]/;

export function checkedText(text: string): string {
  if (control.test(text)) throw new WizError('invalid_request', 'the URL must not contain control characters');
  return text;
}

function unknownParameter(name: string, known: ReadonlySet<string>): WizError {
  const list = [...known].join(', ');
  const shown = name.slice(0, 64);
  return new WizError(
    'invalid_request',
    list === '' ? `${shown}: no parameter is known here` : `${shown}: is not a parameter here; known are ${list}`,
    { parameters: [...known] },
  );
}
