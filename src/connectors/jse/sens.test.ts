import { describe, expect, test } from 'vitest';
import type { RawPayload } from '../../model/payload.ts';
import { news } from '../../model/records.ts';
import { sens } from './sens.ts';
import { sensCategory } from './sens-category.ts';
import { issuerInstrument } from './sens-issuer.ts';

function parse(text: string) {
  const payload: RawPayload = {
    url: 'https://clientportal.jse.co.za/communication/sens-announcements',
    status: 200,
    headers: {},
    bytes: new TextEncoder().encode(text),
    fetched_at: '2026-11-24T00:00:00.000Z',
  };
  return sens.parsers[0].parse(payload, 'all');
}

const header = 'Date,SENS Number,Organization,Heading,Urgent';
const rows = (...lines: string[]) => parse([header, ...lines].join('\n')).rows.news ?? [];
const sasol = '2025-09-15 21:39,TEMP_1757965141,Sasol Limited,Dealings in Securities,NO';

describe('a table of headlines', () => {
  test('a line is an announcement at its time in Johannesburg, with the issuer in its title', () => {
    const [row] = rows(sasol);
    news.strict().parse(row);
    expect(row).toEqual({
      feed_id: 'NEWS:SENS',
      news_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      story_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      kind: 'announcement',
      published_at: '2025-09-15T19:39:00.000Z',
      title: 'Sasol Limited: Dealings in Securities',
      summary: null,
      url: null,
      document_url: null,
      publisher: 'Sasol Limited',
      language: null,
      category: 'director_dealings',
      number: null,
      urgent: false,
      sentiment: null,
      mentions: [{ instrument_id: 'XJSE:SOL', field: 'title', start: 0, end: 13, text: 'Sasol Limited' }],
    });
  });

  test('a placeholder is no number, a number is the identity', () => {
    const numbered = (number: string, minute = '39') =>
      rows(sasol.replace('TEMP_1757965141', number).replace(':39', `:${minute}`))[0];
    expect(numbered('S509229')).toMatchObject({ number: 'S509229', news_id: 'S509229' });
    expect(numbered('TEMP_1')?.news_id).toBe(numbered('TEMP_2')?.news_id);
    expect(numbered('TEMP_1')?.news_id).not.toBe(numbered('TEMP_1', '40')?.news_id);
  });

  test('the same heading of the same issuer and day is one story, of the next day another', () => {
    const story = (line: string) => rows(line)[0]?.story_id;
    expect(story(sasol.replace('21:39', '21:42'))).toBe(story(sasol));
    expect(story(sasol.replace('09-15', '09-16'))).not.toBe(story(sasol));
    expect(story(sasol.replace('Sasol', 'Sappi'))).not.toBe(story(sasol));
  });

  test('columns are found by their names, in any order and among others', () => {
    const [row] =
      parse(
        '\ufeffPDF URL,Heading,Company,Notes,Date\r\nhttps://senspdf.jse.co.za/documents/SENS_20250515_S504841.pdf,"Trading Statement",Afrimat Limited,x,15/05/2025 08:00\r\n',
      ).rows.news ?? [];
    expect(row).toMatchObject({
      title: 'Afrimat Limited: Trading Statement',
      document_url: 'https://senspdf.jse.co.za/documents/SENS_20250515_S504841.pdf',
      published_at: '2025-05-15T06:00:00.000Z',
      urgent: null,
      category: 'trading_statement',
    });
  });

  test('a broken line is rejected and its neighbours go through', () => {
    const { rows, rejected } = parse(
      [
        header,
        sasol,
        'soon,S1,Sasol Limited,Results,NO',
        '2025-09-15 21:39,,Sasol Limited,,NO',
        `${sasol},more`,
        '2025-09-15 21:39,,Sasol',
      ].join('\n'),
    );
    expect(rows.news).toHaveLength(1);
    expect(rejected.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
      'undated: "soon" is no moment in time',
      'schema: has no heading',
      'schema: has 6 cells under 5 names',
      'schema: has 3 cells under 5 names',
    ]);
  });

  test('the heading names shares beside the issuer’s', () => {
    const heading = 'Results of Anglo American’s offering of shares in Valterra Platinum Limited';
    expect(rows(`2025-09-15 21:40,,Anglo American Plc,${heading},NO`)[0]?.mentions.map(({ text }) => text)).toEqual([
      'Anglo American Plc',
      'Anglo American',
      'Valterra Platinum Limited',
    ]);
  });

  test('hostile markup in a heading is kept out and reported', () => {
    const { rows, flagged } = parse(`${header}\n2025-09-15 21:39,,Sasol Limited,"Results<script>alert(1)</script>",NO`);
    expect(rows.news?.[0]?.title).toBe('Sasol Limited: Results');
    expect(flagged).toMatchObject([{ rule: 'hostile_markup' }]);
  });
});

describe("the client portal's answer", () => {
  const announcement = {
    AnnouncementId: 1,
    AnnouncementReferenceNumber: 'S504841',
    AnnouncementText: null,
    AcknowledgeDateTime: '/Date(1773843357873+0200)/',
    FlashHeadline: 'Sasol Limited - Trading Statement',
    PDFPath: 'https://senspdf.jse.co.za/documents/SENS_20250515_S504841.pdf',
  };
  const answer = (...records: object[]) => JSON.stringify({ GetSensAnnouncementForDatesResult: records });

  test('a record is an announcement with its number and its document', () => {
    const [row] = parse(answer(announcement)).rows.news ?? [];
    news.strict().parse(row);
    expect(row).toMatchObject({
      title: 'Sasol Limited - Trading Statement',
      publisher: 'JSE SENS',
      number: 'S504841',
      news_id: 'S504841',
      published_at: '2026-03-18T14:15:57.873Z',
      document_url: announcement.PDFPath,
      category: 'trading_statement',
      mentions: [{ instrument_id: 'XJSE:SOL', text: 'Sasol Limited' }],
    });
  });

  test('a number that is not given is that of the document', () => {
    const [row] = parse(answer({ ...announcement, AnnouncementReferenceNumber: null })).rows.news ?? [];
    expect(row?.number).toBe('S504841');
  });

  test('days without announcements are an empty list', () => {
    expect(parse(answer())).toMatchObject({ rows: { news: [] }, rejected: [] });
  });

  test('a broken record is rejected, an answer of nothing else is a changed source', () => {
    const broken = { ...announcement, FlashHeadline: undefined };
    expect(parse(answer(announcement, broken)).rejected).toMatchObject([
      { rule: 'schema', reason: expect.stringContaining('FlashHeadline') },
    ]);
    expect(() => parse(answer(broken))).toThrow(/no record of the known shape/);
  });
});

test.each([
  ['another table', 'Share Code,Short Name\nABG,ABSA\n'],
  ['a table without lines', header],
  ['another answer', '{"GetAllIssuersResult":[]}'],
  ['an answer without a list', '{}'],
  ['a quote that is not closed', `${header}\n${sasol.replace('Dealings', '"Dealings')}\n${sasol}`],
  ['a page', '<!doctype html><html></html>'],
])('%s is a changed source', (_what, text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'source_changed' }));
});

test.each([
  ['Results of the annual general meeting', 'meeting'],
  ['Further cautionary announcement', 'cautionary'],
  ['Voluntary trading update and trading statement', 'trading_statement'],
  ['DEALINGS IN SECURITIES BY THE COMPANY', 'own_shares'],
  ['Dealings in securities by an associate of a director of the company', 'director_dealings'],
  ['TRP121: Notification of a disposal of beneficial interest in securities', 'major_holding'],
  ['Total voting rights', 'voting_rights'],
  ['FRS396 FRS397 - Interest and Capital Payment Notifications', 'debt_security'],
  ['New Financial Instrument Listing Announcement - “SBC199”', 'debt_security'],
  ['Listing Of Additional SATRIX500 Securities', 'listing'],
  ['Reviewed Condensed Consolidated Results for the Year ended 30 June 2025 and Dividend Announcement', 'results'],
  ['2025 Interim Dividend Euro/Sterling Exchange Rate', 'dividend'],
  ['Changes to the Board and Committee Composition', 'board'],
  ['Declaration and Finalisation Announcement in respect of the Naspers Share Subdivision', 'corporate_action'],
  ['FRII - Availability of the Annual Report', 'report'],
  ['Investor Presentation – Africa Downunder Conference', 'presentation'],
  ['Koryx Announces Updated Pea Results For The Haib Copper Project', null],
  ['Patterson Lake South Project Update', null],
])('"%s" is of the category %s', (heading, category) => {
  expect(sensCategory(heading)).toBe(category);
});

test.each([
  ['Mtn Group Limited', 'XJSE:MTN'],
  ['A E C I Limited', 'XJSE:AFE'],
  ['The Spar Group Limited', 'XJSE:SPP'],
  ['Sibanye Stillwater Limited', 'XJSE:SSW'],
  ['Reinet Investments S.C.A', 'XJSE:RNI'],
  ['Compagnie Financiere Richemont Sa', 'XJSE:CFR'],
  ['Stor-Age Property Reit Limited', 'XJSE:SSS'],
  ['Nedbank Group Limited', 'XJSE:NED'],
  ['Nedbank Limited', null],
  ['Absa Bank Limited', null],
  ['The Standard Bank Of South Africa Limited', null],
  ['Satrix Collective Investment Scheme', null],
  ['', null],
])('%s is %s', (issuer, id) => {
  expect(issuerInstrument(issuer)).toBe(id);
});
