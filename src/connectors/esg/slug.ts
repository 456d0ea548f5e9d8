/**
 * A name as a part of an identity: capitals, digits and hyphens. Accents go; a letter of another script is written as
 * its number in Unicode, so that two names never become one.
 */
export function slug(name: string): string {
  return [...name.normalize('NFKD').replace(/\p{M}/gu, '')]
    .map((letter) => (letter > '\u007f' && /[\p{L}\p{N}]/u.test(letter) ? `U${codePoint(letter)}` : letter))
    .join('')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

const codePoint = (letter: string): string => (letter.codePointAt(0) ?? 0).toString(16);
