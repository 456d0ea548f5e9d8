/** What stands for a character that Postgres cannot hold: U+0000, or half of a surrogate pair. */
const replacement = '\ufffd';
const unstorable = /\0|\p{Surrogate}/gu;
/** The same characters as JSON escapes them; a pair of backslashes is text and not the beginning of an escape. */
const unstorableEscape = /(\\\\)|\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** Text of a source or of an error, as Postgres can keep it, at most so many characters of it. */
export function storableText(text: string, maxLength = 2_000): string {
  return text.slice(0, maxLength).replace(unstorable, replacement);
}

/** A value as JSON text that Postgres can keep. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(unstorableEscape, (_, pair?: string) => pair ?? '\\ufffd');
}
