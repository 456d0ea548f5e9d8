/** Bytes of a whole. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

const oneRange = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * What `Range` asks for of so many bytes (RFC 9110): null for all of them, as where it asks for several ranges at once,
 * which nobody has to give; `outside` where it asks for none that there are.
 */
export function rangeOf(header: string | null, sizeBytes: number): ByteRange | null | 'outside' {
  const [, first = '', last = ''] = oneRange.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'outside' : { offset: sizeBytes - length, length };
  }
  const offset = Number(first);
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== '' && Number(last) < offset) return null;
  return offset >= sizeBytes ? 'outside' : { offset, length: end - offset };
}
