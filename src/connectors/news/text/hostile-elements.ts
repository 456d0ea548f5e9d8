import type { Report } from './invisible.ts';

/** Elements by which a page runs code, loads another page or asks its reader for something. */
const active = new Set(
  'script iframe frame frameset fencedframe portal object embed applet form meta base template'.split(' '),
);
/** Elements whose content is not the text around them. */
const unread = new Set(
  'script style iframe frameset noframes noembed noscript object embed applet svg math head title template select textarea button canvas audio video'.split(
    ' ',
  ),
);
/** Elements within a line; all others end a word. */
const inline = new Set(
  'a abbr b bdi bdo big cite code del em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);
const addresses = new Set(
  'href src action formaction data poster background cite longdesc manifest ping xlink:href'.split(' '),
);

const name = /^[a-z][a-z0-9:_.-]*$/i;
const activeStyle = /expression\(|(?:java|vb)script:|-moz-binding|behavior:|@import/;
const hiddenStyle =
  /display:none|visibility:hidden|opacity:0(?:\.0+)?(?![.\d])|font-size:0(?:\.0+)?(?![.\d])|(?:left|top|text-indent):-\d{3}/;

export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** How the text inside an element is read. */
export interface Reading {
  /** Its content is no text of the publisher's. */
  readonly isUnread: boolean;
  /** A reader of the page would not see its content. */
  readonly isHidden: boolean;
}

/** What an element does to the text, reporting what it would do to a reader's browser. */
export function readElement(element: MarkupElement, report: Report): Reading {
  const local = element.name.slice(element.name.indexOf(':') + 1).toLowerCase();
  if (!name.test(element.name)) report('a broken tag');
  if (active.has(local)) report(`an element "${local}"`);
  return {
    isUnread: unread.has(local),
    isHidden: readAttributes(local, element.attributes, report),
  };
}

/** Whether the words before and after the tag are two. */
export const endsWord = (name: string): boolean => !inline.has(name);

/** Reports active attributes; true where they hide the element. */
function readAttributes(local: string, attributes: MarkupElement['attributes'], report: Report): boolean {
  let isHidden = false;
  for (const [given, value] of Object.entries(attributes)) {
    const attribute = given.toLowerCase();
    if (/^on[a-z]/.test(attribute)) report('an event handler');
    else if (attribute === 'srcdoc') report('an element "iframe"');
    else if (attribute === 'hidden') isHidden = true;
    else if (attribute === 'style') {
      const style = value.toLowerCase().replace(/\/\*.*?\*\/|[\s\\]/gs, '');
      if (activeStyle.test(style)) report('an active style');
      isHidden ||= hiddenStyle.test(style);
    } else if (addresses.has(attribute) && carriesCode(value) && !isPicture(local, value)) {
      report('a link that carries code');
    }
  }
  return isHidden;
}

/** Whether a browser would run the address, or show what it carries, instead of asking a server for it. */
export function carriesCode(address: string): boolean {
  const scheme = /^[^:/?#]{1,64}:/.exec(address.replace(/[\p{Control}\s]/gu, ''))?.[0].toLowerCase() ?? '';
  return ['javascript:', 'vbscript:', 'livescript:', 'data:', 'blob:', 'file:'].includes(scheme);
}

const isPicture = (local: string, address: string): boolean =>
  local === 'img' && /^\s*data:image\/(?:png|gif|jpe?g|webp|avif)[;,]/i.test(address);
