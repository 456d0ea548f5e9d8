/** What the portal shows: text that may be kept for a few minutes. */
export function textResponse(
  text: string,
  mediaType: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(text, {
    headers: { 'content-type': mediaType, 'cache-control': 'public, max-age=300', ...headers },
  });
}
