import { Parser } from 'htmlparser2';
import { canonicalNames } from './feed-names.ts';

/** An element directly inside an item or a channel. */
export interface FeedElement {
  /** With the prefix that its namespace usually has, none for those of the feed's own format. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its content, entities resolved once; elements inside are written out as tags. */
  readonly markup: string;
}

export interface FeedEntry {
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: readonly FeedElement[];
}

export interface FeedDocument {
  /** Attributes of the root: `xml:lang`, `xml:base`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly head: readonly FeedElement[];
  readonly entries: readonly FeedEntry[];
  /** Declares entities of its own, which are never resolved: that is how a few bytes become gigabytes. */
  readonly declaresEntities: boolean;
}

/** Deeper than any feed; the parser's own cost grows with the depth. */
const maxDepth = 250;
const maxEntries = 5_000;
const maxAttributes = 1_000;

const roots = new Set(['rss', 'RDF', 'feed']);

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parts: string[];
}

/**
 * RSS 2.0 and its forerunners, RSS 1.0 (RDF) and Atom as one form: a head and entries. Raises a sentence where the text
 * is none of these or breaks off.
 */
export function readFeedDocument(text: string): FeedDocument {
  const names = canonicalNames();
  const path: string[] = [];
  const head: FeedElement[] = [];
  const entries: { attributes: Record<string, string>; elements: FeedElement[] }[] = [];
  let root: Record<string, string> | null = null;
  let declaresEntities = false;
  let isWhole = false;
  /** The depth of the item or channel that is being read, and the element directly inside it. */
  let entryDepth = 0;
  let field: OpenElement | null = null;
  let fieldDepth = 0;
  let attributeCount = 0;

  const parser = new Parser(
    {
      onattribute() {
        attributeCount += 1;
        if (attributeCount > maxAttributes) throw new Error(`has an element of more than ${maxAttributes} attributes`);
      },
      onopentag(given, attributes) {
        attributeCount = 0;
        const name = names.of(given, attributes);
        if (path.length === 0) {
          if (!roots.has(localName(given))) throw new Error(`begins with <${given.slice(0, 40)}>, which is no feed`);
          root = attributes;
        }
        const parent = path.at(-1);
        path.push(name);
        if (path.length > maxDepth) throw new Error(`nests elements more than ${maxDepth} deep`);
        if (field !== null) field.parts.push(tagOf(given, attributes));
        else if (entryDepth === 0 && isEntry(name, parent)) {
          if (entries.length === maxEntries) throw new Error(`has more than ${maxEntries} items`);
          entries.push({ attributes, elements: [] });
          entryDepth = path.length;
        } else if (entryDepth > 0 || isHead(parent)) {
          field = { name, attributes, parts: [] };
          fieldDepth = path.length;
        }
      },
      ontext(part) {
        field?.parts.push(part);
      },
      onclosetag(given, isImplied) {
        if (path.length === 1) isWhole = !isImplied;
        if (field !== null && path.length === fieldDepth) {
          const { name, attributes, parts } = field;
          const list = entryDepth > 0 ? entries.at(-1)?.elements : head;
          list?.push({ name, attributes, markup: parts.join('') });
          field = null;
        } else if (field !== null) field.parts.push(`</${localName(given)}>`);
        else if (path.length === entryDepth) entryDepth = 0;
        path.pop();
      },
      onprocessinginstruction(_name, instruction) {
        declaresEntities ||= /!ENTITY\s/i.test(instruction);
      },
    },
    { xmlMode: true },
  );
  parser.write(text);
  parser.end();
  if (root === null) throw new Error('is no XML document');
  if (!isWhole) throw new Error('breaks off before its end');
  return { attributes: root, head, entries, declaresEntities };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const isEntry = (name: string, parent: string | undefined): boolean =>
  (name === 'item' && (parent === 'channel' || parent === 'rdf:RDF' || parent === 'rss')) ||
  (name === 'entry' && parent === 'feed');

const isHead = (parent: string | undefined): boolean => parent === 'channel' || parent === 'feed';

/** A tag inside a field, for the reader of markup; prefixes of XHTML and SVG go. */
function tagOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  );
  return `<${localName(name)}${written.join('')}>`;
}
