/** Turns the order of letters around, so that a reader sees another text than the one that is stored. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Copies of ASCII and variation selectors that no font draws; flags of regions (England) are spelled with them. */
const smuggled = /\u{1f3f4}[\u{e0020}-\u{e007e}]{2,7}\u{e007f}|[\u{e0000}-\u{e0fff}]/gu;
/** Soft hyphens, zero-width spaces, direction marks: harmless, but they keep equal words from being equal. */
const unseen = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufff9-\ufffb]/gu;
/** Half of a surrogate pair is no character, and Postgres keeps none. */
const halves = /\p{Surrogate}/gu;
const controls = /\p{Control}/gu;
/** The C1 range is what windows-1252 becomes in a feed that claims to be ISO 8859-1 or UTF-8: a mistake, no attack. */
const isC0 = (character: string): boolean => character < '\u0080';
const flagEnd = '\u{e007f}';

export type Report = (sign: string) => void;

/** The text as a reader sees it: one blank between words, and no character that is not seen. */
export function visibleText(text: string, report: Report): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(controls, (character) => {
      if (isC0(character)) report('control characters');
      return '';
    })
    .replace(reordering, () => {
      report('characters that reverse the text');
      return '';
    })
    .replace(smuggled, (found) => {
      if (found.endsWith(flagEnd) && found.length > flagEnd.length) return found;
      report('characters that cannot be seen');
      return '';
    })
    .replace(unseen, '')
    .replace(halves, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
