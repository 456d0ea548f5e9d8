/** A language as a BCP 47 tag (`en-za` is en-ZA, `pt_BR` pt-BR), or null where the feed's word is none. */
export function languageTag(given: string | undefined): string | null {
  const text = given?.trim().replaceAll('_', '-') ?? '';
  if (text === '' || text.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}
