import type { RawPayload } from '../../../model/payload.ts';

/**
 * The document's text. A byte order mark says how it is encoded, then the server, then the document itself, and where
 * all are silent it is UTF-8; of those the first that the bytes agree with, because servers often say UTF-8 of anything.
 */
export function decodeFeed({ bytes, headers }: RawPayload): string {
  const said = [byteOrder(bytes), charsetOf(headers['content-type'] ?? ''), declared(bytes), 'utf-8'];
  const decoders = said.flatMap((label) => (label === null ? [] : decoder(label)));
  for (const strict of decoders) {
    try {
      return strict.decode(bytes);
    } catch {
      // The next one may be right.
    }
  }
  return new TextDecoder(decoders[0]?.encoding).decode(bytes);
}

/** None for an encoding that nobody should use (UTF-7) or knows. */
function decoder(label: string): TextDecoder[] {
  try {
    return [new TextDecoder(label, { fatal: true, ignoreBOM: false })];
  } catch {
    return [];
  }
}

function byteOrder([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : null;
}

const charsetOf = (contentType: string): string | null =>
  /charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType)?.[1] ?? null;

/** `<?xml version="1.0" encoding="ISO-8859-1"?>`, whose own characters are the same in every encoding it names. */
function declared(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1] ?? null;
}
