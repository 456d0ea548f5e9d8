/** What fits a packet is not sent faster for being smaller. */
const worthBytes = 1_400;

/** Whether a caller takes gzip (RFC 9110) and the content is text that is worth it. */
export function isWorthGzip(acceptEncoding: string | null, contentType: string, bytes: number): boolean {
  return bytes >= worthBytes && /json|csv/.test(contentType) && acceptEncoding !== null && takesGzip(acceptEncoding);
}

function takesGzip(acceptEncoding: string): boolean {
  const codings = acceptEncoding.toLowerCase().split(',');
  const gzip = codings.find((coding) => /^\s*gzip\s*(?:;|$)/.test(coding)) ?? codings.find((c) => /^\s*\*/.test(c));
  return gzip !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(gzip);
}

export async function gzip(body: Uint8Array): Promise<Uint8Array> {
  const packed = new Response(body as BodyInit).body?.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
