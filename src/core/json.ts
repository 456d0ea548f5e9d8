/** What {@link parseLossless} yields: numbers are the very digits that were published. */
export type LosslessJson = string | boolean | null | LosslessJson[] | { [key: string]: LosslessJson };

/**
 * JSON in which every number stays the text that the source wrote, so that no digit passes through a binary float
 * (source text access of `JSON.parse`, ECMA-262). Throws SyntaxError on malformed text.
 */
export function parseLossless(text: string): LosslessJson {
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined ? context.source : value;
  return JSON.parse(text, keep as Parameters<typeof JSON.parse>[1]) as LosslessJson;
}
