/**
 * What an announcement is about, from its heading: the first line whose words the heading has. Issuers write headings as
 * they like, so the order decides: "Results of the annual general meeting" is about the meeting, "Results and dividend
 * declaration" about results. Headings that none of them knows have no category.
 */
const categories: readonly (readonly [category: string, words: RegExp])[] = [
  ['corporate_action', /rights (?:offer|issue)|subdivision|scheme of arrangement|unbundling/i],
  ['meeting', /general meeting|\bAGM\b|scheme meeting|ballot voting|meeting of (?:share|note|bond)holders/i],
  ['cautionary', /cautionary/i],
  [
    'trading_statement',
    /trading (?:statement|update)|(?:business|operational|production|pre-close) update|production report/i,
  ],
  [
    'own_shares',
    /own (?:shares|securities)|(?:share|securities) (?:repurchase|buy-?back)|repurchase of|treasury shares|dealings? in (?:securities|shares) by the company/i,
  ],
  [
    'director_dealings',
    /dealings?\b.*\b(?:shares|securities)|director[’']?s? (?:dealing|interest)|manager[’']?s transaction|(?:award|vesting|grant|acceptance)\b.*\b(?:shares?|securities|awards?)/i,
  ],
  ['major_holding', /beneficial interest|major holdings?|\bTR-?1\b|TRP ?121|section 122|significant holding/i],
  ['voting_rights', /total voting rights|voting rights and capital/i],
  [
    'debt_security',
    /(?:interest|coupon)\b.*\b(?:payment|amount|rate|reset|event)|interest rate reset|capital (?:payment|redemption|reduction)|early redemption|redemption of|structured product|new (?:financial instrument )?listing|listing of (?:a )?new financial instrument|write-?down of notes|credit terms|investor report|option expiry|index securities|debentures|debt board|change to the long name/i,
  ],
  [
    'listing',
    /(?:listing|issue|admission|delisting|de-listing|redemption) of\b.*|additional listing|partial (?:redemption|de-?listing)|notice under section 708a/i,
  ],
  [
    'results',
    /\b(?:annual|interim|half[- ]?year(?:ly)?|quarterly|provisional|condensed|audited|unaudited|reviewed|summarised|consolidated|financial|group|H[12]|full year)\b.*\b(?:results|financial statements|financial report|AFS)|financial (?:results|report) for\b|^results\b.*(?:year|months|period)/i,
  ],
  ['dividend', /dividend|distribution/i],
  [
    'board',
    /changes? (?:to|in|on) (?:the )?(?:board|directorate|management|executive|senior|leadership|company secretary|management board)|(?:appointment|resignation|retirement|passing|death) of|change in the|confirmation of chair|board committee|leadership transition|director nominations/i,
  ],
  [
    'corporate_action',
    /(?:share )?consolidation|acqui(?:res|red|sition)|disposal|dispos(?:es|ed)|merger|combine|takeover|\boffer\b|change of name|bookbuild|capital raise|equity raise|conditions precedent|circular|amalgamation|business rescue/i,
  ],
  [
    'report',
    /(?:annual|integrated|sustainability|compliance|ESG|remuneration|implementation|monthly) report|availability of|financial statements/i,
  ],
  ['presentation', /presentation|conference|investor (?:day|call)|roadshow|webcast/i],
];

export function sensCategory(heading: string): string | null {
  return categories.find(([, words]) => words.test(heading))?.[0] ?? null;
}
