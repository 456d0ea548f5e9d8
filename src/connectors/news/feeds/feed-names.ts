/** Namespaces of feeds and the prefix that each usually has; the formats' own have none. */
const usualPrefixes: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/Atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://backend.userland.com/rss2': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://search.yahoo.com/mrss/': 'media',
  'http://prismstandard.org/namespaces/basic/2.0/': 'prism',
  'http://purl.org/rss/1.0/modules/prism/': 'prism',
};

interface Names {
  /** The element's name with its usual prefix, whatever prefix the document gives the namespace. */
  of(name: string, attributes: Readonly<Record<string, string>>): string;
}

/**
 * Names of one document. Prefixes are taken as they were last declared, anywhere: no feed gives one two meanings, and
 * FeedBurner declares them on the elements themselves. A prefix that is never declared means what it usually does.
 */
export function canonicalNames(): Names {
  const prefixes = new Map<string, string>();
  let root: string | null = null;
  return {
    of(name, attributes) {
      for (const [attribute, value] of Object.entries(attributes)) {
        const usual = attribute.startsWith('xmlns:') ? usualPrefixes[value.trim()] : undefined;
        if (usual !== undefined) prefixes.set(attribute.slice('xmlns:'.length), usual);
      }
      const colon = name.indexOf(':');
      const given = name.slice(0, Math.max(colon, 0));
      const local = name.slice(colon + 1);
      const prefix = prefixes.get(given) ?? given;
      root ??= prefix;
      // In `<atom:feed>` the entries are `<atom:entry>`: the format's own names.
      return prefix === '' || (prefix === root && prefix === 'atom') ? local : `${prefix}:${local}`;
    },
  };
}
