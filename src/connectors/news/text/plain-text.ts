import { Parser } from 'htmlparser2';
import { endsWord, readElement } from './hostile-elements.ts';
import { type Report, visibleText } from './invisible.ts';

/** What is read of a field; an article's whole page in a description is within it. */
const maxMarkup = 256 * 1024;
/** Feeds escape markup once or, by mistake, twice. */
const maxRounds = 4;
/** Deeper than any page; the parser's own cost grows with the depth. */
const maxDepth = 250;
/** Ends a tag that was cut off, in or out of quotes, so that what it holds is seen. */
const ending = `"'>`;

const maybeMarkup = /<[a-z!/?]|&[#a-z]/i;
const tagBegins = /<+(?=[a-z!/?])/gi;
const entityBegins = /&+(?=#?\w{1,32};)/g;

/**
 * Markup as the text that a reader of the page would see: no tags, no entities, nothing of scripts, styles and hidden
 * elements, no invisible characters, cut at a word after `maxLength` characters. No result holds a tag, whatever came.
 * @param report is told, in a few words, of each thing that text of a publisher has no use for
 */
export function plainText(markup: string, maxLength: number, report: Report): string {
  if (markup.length > maxMarkup) report(`a text of more than ${maxMarkup} characters`);
  let text = markup.slice(0, maxMarkup);
  for (let round = 0; maybeMarkup.test(text); round += 1) {
    const stripped = withoutTags(text, report);
    if (stripped === text) break;
    text = stripped;
    if (round < maxRounds) continue;
    report('markup that is escaped again and again');
    text = text.replace(entityBegins, '');
    break;
  }
  if (/\+AD[w4]-|\+ACI-/.test(text)) report('markup in UTF-7');
  const shown = shorten(visibleText(text, report), maxLength);
  const untagged = shown.replace(tagBegins, '');
  if (untagged !== shown) report('a tag in pieces');
  return untagged.trim();
}

/** One round of parsing as HTML: what is escaped in it comes out as text, and may be markup. */
function withoutTags(markup: string, report: Report): string {
  let text = '';
  let depth = 0;
  let unreadDepth = 0;
  let hiddenDepth = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        const { isUnread, isHidden } = readElement({ name, attributes }, report);
        if (endsWord(name)) text += ' ';
        depth += 1;
        if (isUnread || unreadDepth > 0) unreadDepth += 1;
        else if (isHidden || hiddenDepth > 0) hiddenDepth += 1;
        if (depth <= maxDepth) return;
        report('tags nested without end');
        parser.pause();
      },
      onclosetag(name) {
        depth -= 1;
        if (unreadDepth > 0) unreadDepth -= 1;
        else if (hiddenDepth > 0) hiddenDepth -= 1;
        if (endsWord(name)) text += ' ';
      },
      oncomment(found) {
        // HTML knows no CDATA; where a feed wraps its text in two, the inner one is text all the same.
        const wrapped = /^\[CDATA\[(.*?)(?:\]\])?$/s.exec(found)?.[1];
        if (wrapped !== undefined && unreadDepth + hiddenDepth === 0) text += wrapped;
      },
      ontext(part) {
        if (unreadDepth > 0) return;
        if (hiddenDepth === 0) text += part;
        else if (/[\p{L}\p{N}]/u.test(part)) report('hidden text');
      },
    },
    { decodeEntities: true },
  );
  parser.write(markup);
  parser.end(ending);
  return text.endsWith(ending) ? text.slice(0, -ending.length) : text;
}

/** At most so many characters, whole words, with a mark where something is left out. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  const lastBlank = cut.lastIndexOf(' ');
  return `${(lastBlank > maxLength / 2 ? cut.slice(0, lastBlank) : cut).replace(/[\s\p{Surrogate}]+$/u, '')}…`;
}
