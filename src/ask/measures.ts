/**
 * What is asked, by the words that say so; the first that is found speaks. Those that a longer phrase makes sure stand
 * before those of single words that occur in many questions. A phrase with a gap has a name in it.
 */
export type Measure =
  | 'provenance'
  | 'sources'
  | 'calendar'
  | 'screen'
  | 'movers'
  | 'sectors'
  | 'correlation'
  | 'drawdown'
  | 'volatility'
  | 'trend'
  | 'sentiment'
  | 'indicator'
  | 'dividends'
  | 'splits'
  | 'esg'
  | 'news'
  | 'market_cap'
  | 'describe'
  | 'volume'
  | 'highest'
  | 'lowest'
  | 'average'
  | 'change'
  | 'convert'
  | 'rate'
  | 'open'
  | 'high'
  | 'low'
  | 'price'
  | 'series'
  | 'index_members'
  | 'quality'
  | 'revisions'
  | 'coverage'
  | 'names'
  | 'count'
  | 'best_day'
  | 'worst_day'
  | 'median'
  | 'turnover'
  | 'ohlc';

const lines: readonly (readonly [measure: Measure, phrases: string, withGaps?: string])[] = [
  [
    'provenance',
    'provenance|(?:what|which) (?:is|was) the source (?:of|for)|source of (?:that|this|the)|who (?:says|said|published|reports?) (?:so|that|this|it)|fetch_[0-9a-f]{32}|how do you know|(?:what|which) source',
    'where (?:does|do|did|is|are) .{0,60}(?:come|came|coming|from|originate)',
  ],
  [
    'sources',
    '(?:which|what|list|show|name|all)(?: are| of| me| is)?(?: the| all| your| our)* (?:data ?)?(?:sources|providers|vendors|feeds)|where do you get (?:your|the) (?:data|figures|numbers|prices)|(?:data )?sources (?:do you|are|exist|have|there)|how many sources|(?:one|any) of your sources|who (?:publish|collect|make|provide)\\w*',
  ],
  [
    'index_members',
    '',
    '(?:constituents|members|components|companies) (?:of|in) the (?:.{0,30}index|top 40|all share|alsi)|(?:which|what) (?:shares|companies|stocks) are in the (?:.{0,30}index|top 40|all share|alsi)',
  ],
  [
    'count',
    '',
    '(?:on )?(?:how many|(?:the )?number of|count (?:of )?(?:the )?) ?(?:trading )?(?:days|sessions|times) .{0,60}(?:above|below|over|under|close[ds]?|rise|rose|gain\\w*|fall|fell|drop\\w*|lose|lost|up|down|higher|lower|chang\\w*|less|more|worth)',
  ],
  [
    'calendar',
    'public holidays?|holidays?|trading days?|trading sessions?|sessions?(?! ago)|(?:trading|opening|market|closing|business) (?:hours|times?)|half[- ]?days?|early close|closes early|is it a trading day|open for (?:trading|business)|is there (?:any )?trading|(?:jse|nyse|lse|nasdaq) (?:trading|open|closed)(?= ?(?:\\?|$|\\|))',
    '(?:is|are|was|were|will|does|do|did) .{0,40}(?:exchange|market|jse|nyse|nasdaq|lse|wall street|london|new york|bourse|trading).{0,20}(?:open|closed?|shut|trade|trading)|(?:when|what time|until when|how late).{0,40}(?:open|close|shut|trade)s?',
  ],
  ['correlation', 'correlat\\w+|move together|moves? (?:in line|in step) with|lead[- ]lag|relationship between'],
  [
    'drawdown',
    '(?:max(?:imum)? )?draw-?downs?|peak[- ]to[- ]trough(?: (?:fall|loss|decline))?|fall(?:en)? from (?:its|the|their) (?:peak|high)|below (?:its|the) peak|worst (?:fall|loss) from',
  ],
  [
    'volatility',
    '(?:reali[sz]ed |historical |annual |annuali[sz]ed )*volatil\\w+|how (?:risky|jumpy|volatile)|standard deviation of (?:the )?(?:returns|prices)',
  ],
  [
    'sentiment',
    'sentiment|(?:good|bad|positive|negative) news|tone of the news|mood',
    '(?:is|was) the news .{0,30}(?:good|bad|positive|negative)',
  ],
  [
    'indicator',
    '(?:simple |exponential |weighted )?moving averages?|\\d{1,3}[- ]?(?:day|d|session|period)s? (?:simple |exponential |weighted |moving )*(?:averages?|mean|ma|sma|ema)|(?:rsi|sma|ema|wma|dema|tema|macd|atr|natr|adx|cci|mfi|obv|roc|kama|hma|aroon|vwap|ppo|tsi)(?: ?\\(?\\d{1,3}\\)?)?(?![a-z])|relative strength(?: index)?|bollinger(?: bands?)?|stochastic|williams|momentum|average true range|parabolic|super ?trend|ichimoku|donchian|keltner|sharpe(?: ratio)?|sortino(?: ratio)?|on balance volume|money flow|over(?:bought|sold)',
  ],
  ['dividends', 'dividends?|pay(?:s|ed|ing)?[- ]?outs?|ex[- ]?dates?|distributions?|paid (?:out|to shareholders)'],
  [
    'names',
    '(?:new|old|former|previous|earlier|other) (?:ticker|symbol|name|code)s?|formerly|used to be called|also known as|alias(?:es)?',
    '(?:what|who|how) (?:was|were) .{1,40} (?:called|known as|named)',
  ],
  [
    'splits',
    '(?:reverse |forward )?(?:stock |share )?splits?|consolidations?|(?:name|symbol|ticker) changes?|changed (?:its )?(?:name|symbol|ticker)|corporate actions?',
  ],
  ['esg', 'esg|sustainab\\w+|(?:environment(?:al)?|social|governance|infrastructure) (?:score|rank|rating|pillar)\\w*'],
  [
    'best_day',
    '(?:biggest|largest|best|greatest) (?:(?:one|single)[- ])?(?:day|daily)(?:.s)? ?(?:gain|rise|jump|move|increase|return)|best (?:single )?(?:trading )?(?:day|session)(?! (?:fall|drop|loss|decline))|(?:biggest|largest|greatest) (?:daily )?(?:gain|rise|jump|increase)(?! on the)',
  ],
  [
    'worst_day',
    '(?:biggest|largest|worst|greatest|steepest) (?:(?:one|single)[- ])?(?:day|daily) ?(?:fall|drop|loss|decline|slump|crash|plunge|return)?|worst (?:single )?(?:trading )?(?:day|session)|(?:biggest|largest|steepest|worst) (?:daily )?(?:fall|drop|loss|decline|slump|crash|plunge)',
  ],
  [
    'movers',
    "(?:top|biggest|best|worst|largest|main|strongest|weakest) ?(?:\\d+ )?(?:daily |day'?s )?(?:gainers?|losers?|movers?|risers?|fallers?|winners?|decliners?|advancers?|(?:jse )?(?:shares|stocks|performers?)|perform\\w+ (?:jse )?(?:shares?|stocks?)|rises?|falls?|drops?|gains?|loss(?:es)?)|gainers?|losers?|movers?|(?:rose|fell|gained|lost|dropped|climbed|rises|falls|rise|fall|went up|went down|traded|moved)(?: the)? most(?! of)|most (?:actively )?(?:traded|active|volume)|(?:shares|stocks) (?:that )?(?:rose|fell|gained|lost|went up|went down|are up|are down)(?! (?:more|less|by|over|at))|traded the most|how did the (?:jse|market|exchange) do",
  ],
  [
    'sectors',
    'sector performance|sectors|heat ?map',
    'sectors?(?= |\\?|$).{0,30}(?:perform|do|did|best|worst|rose|fell|change|move|up|down)\\w*|(?:best|worst|how (?:did|do|are)|performance|which) .{0,30}sectors?',
  ],
  [
    'news',
    "news|headlines?|articles?|announce(?:d|ments?)|sens|stories|story|press|what(?:'s| is| has) happen(?:ing|ed)|(?:being )?said about|sa(?:y|ying) about|writ(?:e|ing|ten) about|report(?:ed|s)? about",
  ],
  ['market_cap', 'market (?:cap\\w*|value)|capitali[sz]ation'],
  [
    'quality',
    '(?:data )?(?:quality|completeness)|how (?:complete|reliable|fresh|clean|trustworthy|accurate|up to date)|gaps? in|missing (?:days|bars|figures|values)',
    'how good (?:is|are) .{0,40}(?:data|figures|prices|numbers|history|series)|(?:is|are) .{0,30}(?:data|figures|numbers|history|series) .{0,40}(?:good|bad|complete|reliable|clean|trustworthy|correct)',
  ],
  [
    'revisions',
    '(?:first|initial|advance|preliminary|original|second|third) (?:estimate|figure|release|print|reading)s?|revis\\w+|restat\\w+|correct(?:ed|ions?)|amended|vintages?',
  ],
  [
    'coverage',
    'how far back|(?:what|which) (?:period|dates|years|range)|history do you have|since when do you',
    '(?:when|where) (?:does|do|did) .{0,40}(?:data|history|figures|series|prices) (?:start|begin|end|stop)',
  ],
  [
    'highest',
    '(?:highest|max(?:imum)?|peak|record|all[- ]time high)(?: ever)?(?: (?:closing|daily|intraday))?(?: (?:price|close|value|level|point|high|volume|rate|figure))?|52[- ]?week high|high point|peaked|top out|best (?:close|price)|strongest|top (?:close|price|value)|(?:biggest|largest|greatest) (?:closing |daily )?(?:price|close|value|level|volume|rate)',
  ],
  [
    'lowest',
    '(?:lowest|min(?:imum)?|all[- ]time low|cheapest)(?: ever)?(?: (?:closing|daily|intraday))?(?: (?:price|close|value|level|point|low|volume|rate|figure))?|52[- ]?week low|low point|bottom(?:ed)?(?: out)?|worst (?:close|price)|weakest|smallest(?: (?:closing |daily )?(?:price|close|value|level|volume|rate))?',
  ],
  [
    'average',
    '(?:simple |arithmetic )?(?:average|mean|avg)(?: (?:of|closing|daily))*(?: (?:price|close|value|level|rate|volume|figure))?|on average',
  ],
  ['median', 'median(?: (?:of|closing|daily))*(?: (?:price|close|value|level|rate|volume|figure))?'],
  [
    'turnover',
    'value traded|traded value|turnover|value of (?:the )?(?:shares |trades?|trading)(?:traded)?|how much (?:money )?was traded|rand value',
  ],
  [
    'volume',
    'volumes?|how many (?:shares|units|coins) (?:were |was |are |did )?(?:traded|change hands|changed hands|sold)|shares traded|traded volume|changed hands',
    'how many .{1,40} (?:change[d]? hands|(?:were |was )?traded)',
  ],
  ['trend', '(?:up|down)?trend(?:ing)?|drift|regime|(?:bull|bear)ish|direction'],
  [
    'change',
    'change[ds]?|improve[ds]?|worsen(?:ed)?|by how (?:much|many)|hike[ds]?|return(?:s|ed)?|perform(?:ed|ance|ing|s)?|(?:go|gone|going|went|been) (?:up|down)|up or down|gain(?:ed|s)?|los[ets]s?(?: money)?|r[oi]se(?:s|n)?|fall(?:s|en)?|fell|drop(?:ped|s)?|increase[ds]?|decrease[ds]?|shrink|shrank|shrunk|contracted|grow(?:n|s|th)?|grew|moved?|decline[ds]?|climb(?:ed)?|jump(?:ed)?|slump(?:ed)?|crash(?:ed)?|plunge[ds]?|soar(?:ed)?|surge[ds]?|rally|rallied|(?:better|worse|best|worst)|outperform\\w*|underperform\\w*|more valuable|appreciat\\w+|depreciat\\w+|weaken(?:ed)?|strengthen(?:ed)?|percent(?:age)? (?:change|gain|loss|move)',
    'how (?!much|many|high|low|often|far|long).{1,60} (?:did|performed|fared)(?= (?:in|on|over|from|since|during|last|this|between|yesterday|today)(?!\\p{L})|\\?| $)|how (?:did|has|is|have|was) .{1,60} (?:do|done|doing|fare[ds]?|fared|faring)',
  ],
  [
    'describe',
    '(?:what|which) (?:sector|industry|country|exchange|currency)|isin|figi|ticker|symbol (?:of|for)|code (?:of|for)|stand(?:s)? for|who (?:is|are) (?!the)|full name|tell me about|listed on|describe',
    'where is .{0,40} listed',
  ],
  ['ohlc', 'ohlcv?|candles?|candlesticks?'],
  ['open', 'open(?:ing|ed|s)?(?: (?:price|at|level|value))?'],
  ['high', "(?:intra-?day |daily |day'?s )?high(?: price)?|daily top"],
  ['low', "(?:intra-?day |daily |day'?s )?low(?: price)?"],
  [
    'price',
    '(?:share |stock |unit |closing |market |last |spot |trading )?(?:price[ds]?|quotes?|quotation|close[ds]?|closing|cost(?:s|ing)?|kos|worth|value[ds]?|valuation|level)|trad(?:e|es|ed|ing)(?: at)?|how (?:much|expensive) (?:is|was|are|were|does|did|do|for)|settle[ds]?|finish(?:ed)?|end(?:ed)?(?: the day)?|stood|going for|sell(?:s|ing)? for',
  ],
];

const alone = (shape: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${shape})(?![\\p{L}\\p{N}_])`, 'u');

export interface MeasureWords {
  readonly measure: Measure;
  /** Null where all its phrases have gaps. */
  readonly phrases: RegExp | null;
  readonly withGaps: RegExp | null;
}

export const measures: readonly MeasureWords[] = lines.map(([measure, phrases, withGaps]) => ({
  measure,
  phrases: phrases === '' ? null : alone(phrases),
  withGaps: withGaps === undefined ? null : alone(withGaps),
}));
