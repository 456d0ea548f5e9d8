/** Why there is no answer; the list is closed. */
export const reasons = [
  'advice',
  'forecast',
  'private',
  'not_covered',
  'not_understood',
  'unknown_name',
  'ambiguous_name',
  'needs_name',
  'no_figures',
  'refused',
] as const;
export type Reason = (typeof reasons)[number];

export interface Refusal {
  readonly reason: Reason;
  readonly why: string;
  readonly suggestions: readonly string[];
}

export const isRefusal = (one: object): one is Refusal => 'reason' in one;

export const refusal = (reason: Reason, why: string, ...suggestions: readonly string[]): Refusal => ({
  reason,
  why,
  suggestions,
});

const word = (shape: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${shape})(?![\\p{L}\\p{N}])`, 'u');

interface Rule {
  readonly shape: RegExp;
  readonly unless?: RegExp;
  readonly refusal: Refusal;
}

const subjects =
  'shares?|stocks?|prices?|rand|dollar|euro|pound|yen|bitcoin|btc|inflation|gdp|index|market|jse|economy|rates?|interest';

/** Questions that no stored figure answers, whatever it is about. */
const rules: readonly Rule[] = [
  {
    shape:
      /^ ?(?:(?:please|kindly|now|ok|hey|can you|could you|i (?:want|would like|need) to|go and|just) )*(?:sell|buy|short|liquidate|dump|transfer|wire|order)(?: (?:me|my|all|some|the|\d[\d,.]*))?(?![\p{L}])|(?:sell|buy) (?:all )?my /u,
    refusal: refusal(
      'advice',
      'WizData trades nothing for anybody and gives no advice: it answers with figures that are stored.',
    ),
  },
  {
    shape: word(
      '(?:electricity|water|energy|fuel|petrol|diesel|gas|food|coal|bread|house|rent) (?:prices?|costs?|tariffs?)|(?:price|cost) of (?:electricity|water|energy|fuel|petrol|diesel|gas|food|coal|bread|living)',
    ),
    refusal: refusal(
      'not_covered',
      'None of the sources of WizData tells of that price; /v1/sources lists what they do tell.',
    ),
  },
  {
    shape: word(
      'should (?:i|we|one|you|my)|(?:is|are|would|was) .{0,60}(?:a )?(?:good|bad|safe|smart|wise|great|worthwhile|decent|solid) (?:buy|investment|idea|bet|time|purchase|choice|pick)|(?:worth|good to) (?:buying|buy|investing|holding|selling|it)|buy or sell|buy,? hold|recommend\\w*|advice|advise|what (?:would|do) you (?:buy|think|suggest|recommend|prefer)|your opinion|best (?:share|stock|coin|fund|investment)s? to (?:buy|own|hold|invest)|(?:what|which|where|how).{0,40}(?:to|do i|can i|shall i|must i|should i) (?:buy|sell|invest|put my money)|(?:over|under)valued|make (?:me )?(?:rich|money)|(?:can|could) i (?:retire|afford)|do you (?:like|believe|love|trust|think)|tell me (?:what|which|when) to (?:buy|sell)|time to (?:buy|sell|get)|get (?:out of|into) (?!the eu)|pick (?:me )?(?:a|some|the) (?:share|stock|winner)',
    ),
    refusal: refusal('advice', 'WizData answers with figures that are stored and gives no advice and no opinions.'),
  },
  {
    shape: word(
      `(?:predict|forecast|foresee|project(?:ion|ed)|prognos|extrapolat)\\w*|price targets?|going to (?:be|rise|fall|go|reach|hit|cost|crash|drop|grow|increase|pay|happen|do|recover|double|split)|will (?!.{0,50}(?:open|closed?|shut|holiday|session|trading day)).{0,80}(?:be|rise|fall|go|reach|hit|cost|crash|drop|grow|increase|decrease|pay|happen|do|recover|double|outperform|close at|strengthen|weaken|trade|perform|gain|lose|earn|cut|raise|become|announce|report|split)|what if|(?:${subjects}) (?:tomorrow|next (?:week|month|year|quarter)|in (?:five|ten|\\d+) (?:days|months|years))|(?:outlook|expectations?) (?:for|of)|when will (?!.{0,50}(?:open|close|market|jse|holiday)).*|how (?:high|low|far) (?:will|can|could|might)|(?:expected|likely) (?:price|to (?:rise|fall|be|reach))|(?:next|tomorrow'?s?) (?:week|month|year)?(?:'s)? ?(?:price|close|winner|crash)`,
    ),
    unless: word(
      'ex[- ]?date|payment date|holidays?|sessions?|trading (?:day|hours)|(?:jse|market|exchange|bourse) (?:be )?(?:open|closed|shut)',
    ),
    refusal: refusal(
      'forecast',
      'That is about what has not happened yet: WizData answers with figures that were published. /v1/insights/forecast gives intervals with their back-test, by a stated method.',
    ),
  },
  {
    shape: word(
      "my (?:account|balance|portfolio|key|api key|password|holdings|shares|bank|money|salary|name|e-?mail|tax|phone|pension|bonus)|(?:phone|cell|mobile|telephone) number|home address|e-?mail address|(?:salary|wage|wages|net worth|age|wife|husband|children|religion|girlfriend|birthday) of|(?:his|her|their|\\p{L}+'s) (?:salary|wife|husband|home address|phone number|birthday|net worth|children|bank account|password)|how (?:rich|old) is|who (?:am i|is my)|where does .{0,40} live|passwords?|api keys?|secrets?|credit card|id number|earns? (?:a|per) (?:year|month)|bank account|private keys?",
    ),
    refusal: refusal(
      'private',
      'WizData knows nothing of people or of what is theirs: it stores what markets and statistical offices publish.',
    ),
  },
  {
    shape: word(
      '(?:p/?e|price[- ](?:to[- ])?earnings|price[- ]to[- ]book|p/?b) (?:ratio)?|pe ratio|ebitda|earnings(?: per share)?|eps|revenues?|turnover of the company|net (?:income|profit)|profits?(?: margin)?|balance sheets?|cash ?flow|income statement|debt(?: to equity)?|roe|(?:return on (?:equity|assets))|who (?:is|was|are) the (?:ceo|cfo|chair\\w*|boss|founder|owner|president|director|auditor|minister)|ceo|cfo|chief executive|(?:biggest |largest |major )?shareholders?|who owns|headquarters?|(?:when|what year) was .{0,40} founded|founded|weather|rain|temperature tomorrow|football|rugby|cricket|soccer|recipe|joke|poem|song|movie|capital (?:city )?of|translate|meaning of life|lottery|horoscope|president of|prime minister|gold price|price of gold(?! fields)|house prices?|options? chain|implied volatility|short interest|insider|credit rating|bond rating|broker|commission|who won|analysts?|where (?:is|are) .{0,40}(?:based|located|headquartered)|when (?:did|was) .{0,40} (?:list|listed|ipo|float|go public)(?: on)?|ipo|what time is it',
    ),
    unless: word('news|headlines?|articles?|announce\\w*|sens'),
    refusal: refusal(
      'not_covered',
      'None of the sources of WizData tells of that; /v1/sources lists what they do tell.',
    ),
  },
];

/** What a word means is for an encyclopedia; and what stands against a question must not be read over. */
const meanings = word(
  'what (?:is|are) (?:an? )?(?:dividends?|stock splits?|splits?|rsi|esg|gdp|inflation|volatility|bitcoin|share|stock|moving average|drawdown|etf|bond|index)|what does .{1,40} mean|define|definition of|meaning of',
);
const noMeanings = refusal(
  'not_covered',
  'WizData stores figures and does not explain words; /docs and /v1/indicators say how figures are made.',
);
const negations = word(
  "(?:did|do|does|have|has|had|were|was|are|is) not|didn't|doesn't|don't|haven't|hasn't|weren't|wasn't|aren't|excluding|excludes?|except(?: for)?|other than|apart from|without|second (?:highest|lowest|best|worst|biggest|largest)|third (?:highest|lowest|best|worst|biggest|largest)|(?:fell|rose|gained|lost|dropped) (?:the )?least|least (?:changed|volatile)|dividend yields?|relative to (?:its|the|their) (?:sector|index|market|peers)|risk[- ]adjusted|inflation[- ]adjusted|in real terms|class [a-z]|outside (?:of )?(?:africa|europe|asia|america|the)|since (?:their|its) (?:listing|ipo)|by market (?:cap\\w*|value)|(?:ask|bid|offer) price|(?:what|which) (?:month|weekday|day of the week)|seasonal\\w*|average esg|mean esg|prefer(?:red|ence)|(?:weekly|monthly|quarterly|yearly|annual) (?:close|closes|high|low|open|bars?|returns?)",
);

/** Nobody publishes causes as figures. */
const why = word(
  'why(?! (?:is|are|does|do|did) .{0,40}(?:esg|score))|(?:(?:what|which)(?: \\w+)? (?:caused|explains|drove|made|triggered)|reasons? (?:for|behind|why)|cause of|because of what)',
);
const noCauses = refusal('not_covered', 'WizData stores figures and news, not why they are so.', 'news about Sasol');

/** Null where nothing stands against an answer. */
export function refusalOf(text: string): Refusal | null {
  if (why.test(text) && !/esg|score/.test(text)) return noCauses;
  if (
    meanings.test(text) &&
    /^ ?(?:so |and |please )?(?:what|define|definition|meaning)[^|]{0,60}$/.test(text) &&
    !/ (?:of|in|for|on) /.test(text)
  )
    return noMeanings;
  const [condition] = negations.exec(text) ?? [];
  if (condition !== undefined && !/trading day|holiday|screen|shares? with/.test(text))
    return refusal('not_understood', `It is not understood what "${condition}" means here, so nothing is answered.`);
  return rules.find(({ shape, unless }) => shape.test(text) && !unless?.test(text))?.refusal ?? null;
}
