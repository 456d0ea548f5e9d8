import { describe, expect, test } from 'vitest';
import type { Parsed } from '../../../model/parsed.ts';
import { feedSource, parseFeed } from './feed-source.ts';

const fetchedAt = '2026-02-05T08:00:00.000Z';
const utf8 = (text: string) => new TextEncoder().encode(text);

function parse(content: string | Uint8Array, { type = '', zone = null as string | null } = {}): Parsed {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  const payload = { url: 'https://feed.example/news/rss', status: 200, headers, bytes, fetched_at: fetchedAt };
  return parseFeed(payload, { feed_id: 'NEWS:MONEYWEB', publisher: 'Moneyweb', localZone: zone });
}
const rows = (content: string | Uint8Array, options = {}) => parse(content, options).rows.news ?? [];

const title = 'Sasol profit plunges on oil-price drop, R7.8bn writedown';
const address = 'https://www.moneyweb.co.za/news/companies-and-deals/sasol-profit-plunges/';
const dated = '<pubDate>Thu, 05 Feb 2026 06:51:35 +0000</pubDate>';
const rss = (items: string, head = '') =>
  `<?xml version="1.0"?><rss version="2.0"><channel>${head}${items}</channel></rss>`;
const item = (inside: string) => `<item>${inside}</item>`;
const named = `<title>${title}</title>${dated}`;

describe('formats', () => {
  test('an item of RSS 2.0 is an article', () => {
    const text = rss(
      item(`${named}<link>${address}</link><description>Brent fell.</description><category>Companies</category>`),
      '<language>en-za</language>',
    );
    expect(rows(text)).toEqual([
      {
        feed_id: 'NEWS:MONEYWEB',
        news_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        story_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: 'article',
        published_at: '2026-02-05T06:51:35.000Z',
        title,
        summary: 'Brent fell.',
        url: address,
        document_url: null,
        publisher: 'Moneyweb',
        language: 'en-ZA',
        category: 'Companies',
        number: null,
        urgent: null,
        sentiment: null,
        mentions: [{ instrument_id: 'XJSE:SOL', field: 'title', start: 0, end: 5, text: 'Sasol' }],
      },
    ]);
  });

  test('an entry of Atom has its page behind the alternate link and its texts by their types', () => {
    const [row] = rows(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><id>tag:x</id>
      <link rel="self" href="/feed"/><link href="https://feed.example/"/><entry><id>tag:feed.example,2026:1</id>
      <title type="html">Gold &amp;amp; &lt;b&gt;Silber&lt;/b&gt;</title><link rel="edit" href="/edit/1"/>
      <link rel="alternate" href="/artikel/1"/><published>2026-02-05T08:51:35.12+02:00</published>
      <updated>2026-02-06T00:00:00Z</updated><category term="markets" label="Märkte"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein <i>Satz</i>.</p><p>Noch einer.</p></div></content>
      </entry></feed>`);
    expect(row).toMatchObject({
      title: 'Gold & Silber',
      summary: 'Ein Satz. Noch einer.',
      url: 'https://feed.example/artikel/1',
      published_at: '2026-02-05T06:51:35.000Z',
      language: 'de',
      category: 'Märkte',
    });
  });

  test('items of RSS 1.0 stand beside their channel and are dated by Dublin Core', () => {
    const [row] =
      rows(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://science.sciencemag.org"><title>Science</title>
      <items><rdf:Seq><rdf:li rdf:resource="x"/></rdf:Seq></items></channel>
      <item rdf:about="http://science.sciencemag.org/1"><title><![CDATA[Food for fungi]]></title><description><![CDATA[]]></description>
      <d:date>2017-06-15T10:29:47-07:00</d:date><d:language>en</d:language><d:subject>Botany</d:subject></item></rdf:RDF>`);
    expect(row).toMatchObject({
      title: 'Food for fungi',
      summary: null,
      published_at: '2017-06-15T17:29:47.000Z',
      language: 'en',
      category: 'Botany',
    });
  });

  test('an Atom feed whose every name has a prefix is an Atom feed', () => {
    const text = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Gold</a:title><a:id>1</a:id>
      <a:updated>2026-02-05T06:00:00Z</a:updated><a:link href="https://feed.example/1"/></a:entry></a:feed>`;
    expect(rows(text)).toMatchObject([{ title: 'Gold', url: 'https://feed.example/1' }]);
  });

  test("FeedBurner's redirect gives way to the publisher's own address", () => {
    const [row] = rows(
      rss(
        item(`${named}<link>http://feeds.jn.pt/~r/JN/~3/x/</link>
          <f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://www.jn.pt/1.html</f:origLink>`),
      ),
    );
    expect(row?.url).toBe('https://www.jn.pt/1.html');
  });
});

describe('texts', () => {
  const summary = (description: string) => rows(rss(item(`${named}${description}`)))[0]?.summary;

  test.each([
    ['CDATA', '<description><![CDATA[<p>Brent &amp; WTI</p>]]></description>', 'Brent & WTI'],
    ['escaped markup', '<description>&lt;p&gt;Brent &amp;amp; WTI&lt;/p&gt;</description>', 'Brent & WTI'],
    [
      'markup escaped twice',
      '<description>&amp;lt;p&amp;gt;Brent &amp;amp;amp; WTI&amp;lt;/p&amp;gt;</description>',
      'Brent & WTI',
    ],
    ['markup as it is', '<description><table><tr><td>Brent</td><td>WTI</td></tr></table></description>', 'Brent WTI'],
    ['entities of HTML', '<description>R7&amp;nbsp;800 &#8211; &eacute;&rsquo;</description>', 'R7 800 – é’'],
    ['a text in two CDATA', '<description><![CDATA[Brent <![CDATA[&]]> WTI]]></description>', 'Brent & WTI'],
    ['the full text where there is no other', '<description/><content:encoded>Brent</content:encoded>', 'Brent'],
    ['nothing but a picture', '<description>&lt;img src="x.png" alt=""/&gt;</description>', null],
    ['none', '', null],
  ])('%s', (_what, description, expected) => {
    expect(summary(description)).toBe(expected);
  });

  test('an item without a title is called by its text', () => {
    const [row] = rows(rss(item(`<description>${'Brent crude fell again. '.repeat(20)}</description>${dated}`)));
    expect(row?.title).toMatch(/^Brent crude fell again\. .*…$/);
    expect(row?.title.length).toBeLessThanOrEqual(120);
  });

  test('an item with neither is rejected, and its neighbours go through', () => {
    const { rows, rejected } = parse(rss(item(dated) + item(named)));
    expect(rows.news).toHaveLength(1);
    expect(rejected).toMatchObject([{ rule: 'schema', reason: 'has neither a title nor a text' }]);
  });
});

describe('times', () => {
  const dates = (date: string, zone: string | null = null) =>
    parse(rss(item(`<title>${title}</title>${date}`) + item(named)), { zone });

  test('an item without a date is undated, whenever it was fetched', () => {
    expect(dates('').rejected).toMatchObject([{ rule: 'undated', reason: 'says no date', record: { title } }]);
  });

  test('a date of tomorrow is rejected until it has come', () => {
    const { rejected } = dates('<pubDate>Thu, 05 Feb 2026 08:06:00 +0000</pubDate>');
    expect(rejected).toMatchObject([{ rule: 'future_time', reason: expect.stringContaining('2026-02-05T08:06') }]);
    expect(dates('<pubDate>Thu, 05 Feb 2026 08:04:00 +0000</pubDate>').rejected).toEqual([]);
  });

  test('a time without a zone is in the zone that its publisher writes in, or none', () => {
    const local = '<pubDate>Thu, 05 Feb 2026 06:51:35</pubDate>';
    expect(dates(local, '+02:00').rows.news?.[0]?.published_at).toBe('2026-02-05T04:51:35.000Z');
    expect(dates(local).rejected.map(({ rule }) => rule)).toEqual(['undated']);
  });
});

describe('addresses', () => {
  const url = (inside: string, head = '') => rows(rss(item(named + inside), head))[0]?.url;

  test.each([
    ['relative to the site', '<link>/sasol/</link>', 'https://site.example/sasol/'],
    ['relative to what the item says', '', null],
    ['in an attribute', '<link rel="alternate" href="https://a.example/1"/>', 'https://a.example/1'],
    [
      'behind one that is no page',
      '<link rel="replies" href="https://a.example/0"/><link>https://a.example/1</link>',
      'https://a.example/1',
    ],
    ['in the guid', '<guid>https://a.example/1</guid>', 'https://a.example/1'],
    ['not in a guid that is none', '<guid isPermaLink="false">https://a.example/1</guid>', null],
    ['of mail', '<link>mailto:news@a.example</link>', null],
    [
      'as published, with its counters',
      '<link>https://a.example/1?utm_source=rss#top</link>',
      'https://a.example/1?utm_source=rss#top',
    ],
  ])('%s', (_what, inside, expected) => {
    expect(url(inside, '<link>https://site.example/</link>')).toBe(expected);
  });

  test('a base of the feed is what links are relative to', () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/"><entry xml:base="y/">
      <title>Gold</title><updated>2026-02-05T06:00:00Z</updated><link href="z"/></entry></feed>`;
    expect(rows(feed)[0]?.url).toBe('https://b.example/x/y/z');
  });
});

describe('identity', () => {
  const id = (inside: string) => rows(rss(item(named + inside)))[0]?.news_id;

  test('is the guid, whatever the link', () => {
    const guid = '<guid isPermaLink="false">GAHBBCJVKFCXDLONTKPLD5TODI</guid>';
    expect(id(`${guid}<link>https://a.example/1</link>`)).toBe(id(`${guid}<link>https://a.example/2</link>`));
  });

  test('is the address without what only counts readers', () => {
    const plain = id('<link>https://www.coindesk.com/markets/1?page=2&amp;a=1</link>');
    expect(
      id('<link>http://www.coindesk.com/markets/1/?a=1&amp;utm_medium=rss&amp;page=2&amp;fbclid=x#top</link>'),
    ).not.toBe(plain);
    expect(
      id('<link>http://www.coindesk.com/markets/1?a=1&amp;utm_medium=rss&amp;page=2&amp;fbclid=x#top</link>'),
    ).toBe(plain);
    expect(id('<guid>https://www.coindesk.com/markets/1?page=2&amp;a=1&amp;utm_source=x</guid>')).toBe(plain);
  });

  test('is the headline and its time where there is no other', () => {
    expect(id('')).toBe(id(''));
    expect(id('')).not.toBe(id('<link>https://a.example/1</link>'));
  });
});

describe('encodings', () => {
  const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const feed = (declaration: string) => `${declaration}${rss(item(`<title>Mãe é</title>${dated}`)).slice(21)}`;
  const iso = '<?xml version="1.0" encoding="ISO-8859-1"?>';

  test.each([
    ['declared by the document', latin(feed(iso)), ''],
    ['declared by the server', latin(feed('')), 'text/xml; charset="iso-8859-1"'],
    ['declared falsely by the server', latin(feed(iso)), 'text/xml; charset=utf-8'],
    ['of nothing said', utf8(feed('')), ''],
    ['after a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(feed(iso))]), 'text/xml; charset=iso-8859-1'],
    [
      'of UTF-16',
      new Uint8Array([0xff, 0xfe, ...[...feed('')].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]),
      '',
    ],
    ['that nobody knows', utf8(feed('<?xml version="1.0" encoding="utf-7"?>')), ''],
  ])('%s', (_what, bytes, type) => {
    expect(rows(bytes, { type })[0]?.title).toBe('Mãe é');
  });
});

describe('a document that is no feed', () => {
  test.each([
    ['a page', '<!doctype html><html><body>Back soon</body></html>', /begins with <html>/],
    ['a page called XML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', /begins with <html>/],
    ['JSON', '{"items":[]}', /no XML document/],
    ['a feed that breaks off', rss(item(named)).slice(0, -20), /breaks off/],
    ['a feed without items', rss(''), /without items/],
    [
      'a feed whose dates have another name',
      rss(item(named)).replaceAll('pubDate', 'publishedOn'),
      /no item of the known shape: says no date/,
    ],
    ['a feed whose items have another name', rss(item(named)).replaceAll('item>', 'story>'), /without items/],
  ])('%s is a changed source', (_what, text, said) => {
    expect(() => parse(text)).toThrow(said);
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
  });
});

describe('the factory', () => {
  const source = feedSource({
    source_id: 'moneyweb',
    name: 'Moneyweb',
    url: 'https://www.moneyweb.co.za',
    terms_url: 'https://www.moneyweb.co.za',
    attribution: 'Moneyweb',
    country: 'ZA',
    oddities: [],
    base_url: 'https://www.moneyweb.co.za',
    publisher: 'Moneyweb',
    localZone: '+02:00',
    feeds: [{ feed_id: 'NEWS:MONEYWEB', path: '/feed/' }],
  });

  test('asks for the path of the subject', async () => {
    const asked: string[] = [];
    const get = async (url: string) => {
      asked.push(url);
      return null;
    };
    const context = { settings: source.defaults, fetcher: { get } };
    const window = { from: fetchedAt, to: fetchedAt };
    for await (const _ of source.fetch({ ...context, subject: 'NEWS:MONEYWEB' }, window));
    expect(asked).toEqual(['https://www.moneyweb.co.za/feed/']);
    const unknown = source.fetch({ ...context, subject: 'NEWS:OTHER' }, window)[Symbol.asyncIterator]();
    await expect(unknown.next()).rejects.toMatchObject({ code: 'config_invalid' });
  });

  test('reads under the feed of the subject', () => {
    const payload = { url: address, status: 200, headers: {}, bytes: utf8(rss(item(named))), fetched_at: fetchedAt };
    expect(source.parsers[0].parse(payload, 'NEWS:MONEYWEB').rows.news).toMatchObject([
      { feed_id: 'NEWS:MONEYWEB', publisher: 'Moneyweb' },
    ]);
  });
});
