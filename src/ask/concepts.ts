import { words } from './text.ts';

/** What series of countries are asked for, in people's words, and which of the sources' series say it best. */
export interface Concept {
  readonly concept: string;
  /** In a question. */
  readonly shape: RegExp;
  /** What to look for among the names of series. */
  readonly search: string;
  /** Ids of series that say just that, the most fitting first. */
  readonly prefer: readonly RegExp[];
}

const list: readonly (readonly [concept: string, shape: string, search: string, prefer: readonly string[]])[] = [
  ['scope 1 emissions', 'scope[- ]?1(?: emissions?)?', 'greenhouse gas emissions scope 1', ['E1.1A.SCOPE_1']],
  ['scope 2 emissions', 'scope[- ]?2(?: emissions?)?', 'greenhouse gas emissions scope 2', ['E1.1A.SCOPE_2']],
  ['scope 3 emissions', 'scope[- ]?3(?: emissions?)?', 'greenhouse gas emissions scope 3', ['E1.1A.SCOPE_3']],
  [
    'inflation',
    '(?:headline )?(?:consumer )?(?:price )?inflation(?: rate)?s?|consumer price inflation|cpi inflation|price rises|prices rise|consumer prices',
    'inflation consumer prices',
    ['^WB:FP.CPI.TOTL.ZG', '^IMF:PCPIPCH', '^SARB:CPI', 'CPI'],
  ],
  [
    'consumer price index',
    'consumer price index|cpi',
    'consumer price index',
    ['^SARB:CPI', '^AV:CPI\\.', '^WB:FP.CPI.TOTL', 'PCPI'],
  ],
  [
    'GDP per person',
    'gdp per (?:capita|person|head)|income per (?:capita|person)',
    'GDP per capita',
    ['^WB:NY.GDP.PCAP', 'GDPPC', 'PCAP'],
  ],
  [
    'GDP growth',
    '(?:real )?(?:gdp|economic) growth(?: rate)?|growth of (?:the )?(?:gdp|economy)|economy (?:grow\\w*|grew|shrink|shrank|shrunk|contract(?:ed)?|expand(?:ed)?)|growth rate of gdp',
    'GDP growth',
    ['^WB:NY.GDP.MKTP.KD.ZG', 'NGDP_RPCH'],
  ],
  [
    'real GDP',
    'real gdp|gdp (?:at|in) constant prices',
    'real gross domestic product',
    ['^AV:REAL_GDP', 'MKTP\\.KD\\.'],
  ],
  [
    'GDP',
    '(?:nominal )?gdp|gross domestic product|size of (?:the )?econom(?:y|ies)|economic output|how (?:big|large) is the econom(?:y|ies)|economy',
    'gross domestic product;GDP',
    ['^WB:NY.GDP.MKTP.CD', '^FRED:GDP\\.', '^AV:REAL_GDP', '^OWID:GDP'],
  ],
  [
    'youth unemployment',
    'youth unemployment|unemployment (?:of|among) (?:the )?(?:youth|young)',
    'unemployment youth',
    ['1524'],
  ],
  [
    'unemployment',
    'unemployment(?: rate)?|jobless (?:figures?|rate|people)|joblessness|jobless rate|out of work|unemployed(?: people)?',
    'unemployment total;unemployment',
    ['^WB:SL.UEM.TOTL.ZS', 'LUR'],
  ],
  ['population density', 'population density|people per (?:sq|square)', 'population density', ['DNST']],
  [
    'population',
    '(?:total )?population|how many people(?: (?:lived?|are there|were there))?|number of (?:people|inhabitants)(?: living)?|(?:more|fewer|most|fewest|least) (?:people|inhabitants)|populous|inhabitants',
    'population total;population',
    ['^WB:SP.POP.TOTL', 'POPULATION'],
  ],
  [
    'CO2 per person',
    '(?:co2|carbon(?: dioxide)?) (?:emissions? )?(?:per|for each|a|each) (?:capita|person|head)|(?:per[- ]capita|per[- ]person) (?:co2|carbon(?: dioxide)?)(?: emissions?)?',
    'CO2 emissions per capita',
    ['^OWID:CO2_PER_CAPITA', '^WB:EN.ATM.CO2E.PC', '^WB:EN.GHG.CO2.PC'],
  ],
  [
    'consumption-based CO2',
    'consumption[- ]based (?:co2|carbon)(?: dioxide)?(?: emissions?)?',
    'annual consumption-based CO2 emissions',
    ['^OWID:CONSUMPTION_CO2\\.'],
  ],
  [
    'share of global CO2',
    "(?:share|part|percentage|fraction) of (?:the )?(?:world|global)(?:'s)? (?:co2|carbon)(?: emissions)?",
    'share of global annual CO2 emissions',
    ['SHARE_GLOBAL_CO2'],
  ],
  [
    'cumulative CO2',
    '(?:cumulative|total historic(?:al)?|historic(?:al)?) (?:co2|carbon)(?: emissions)?',
    'cumulative CO2 emissions',
    ['^OWID:CUMULATIVE_CO2'],
  ],
  [
    'CO2 from coal',
    '(?:co2|carbon)(?: dioxide)?(?: emissions?)? from (?:burning )?coal|coal (?:co2|emissions)',
    'annual CO2 emissions from coal',
    ['^OWID:COAL_CO2\\.'],
  ],
  [
    'CO2 from oil',
    '(?:co2|carbon)(?: dioxide)?(?: emissions?)? from oil|oil (?:co2|emissions)',
    'annual CO2 emissions from oil',
    ['^OWID:OIL_CO2\\.'],
  ],
  [
    'CO2 from gas',
    '(?:co2|carbon)(?: dioxide)?(?: emissions?)? from gas|gas (?:co2|emissions)',
    'annual CO2 emissions from gas',
    ['^OWID:GAS_CO2\\.'],
  ],
  [
    'CO2 from cement',
    '(?:co2|carbon)(?: dioxide)?(?: emissions?)? from cement|cement (?:co2|emissions)',
    'annual CO2 emissions from cement',
    ['^OWID:CEMENT_CO2\\.'],
  ],
  [
    'CO2 per GDP',
    '(?:co2|carbon)(?: emissions?)? per (?:unit of )?gdp|carbon intensity',
    'CO2 emissions per GDP',
    ['^OWID:CO2_PER_GDP'],
  ],
  [
    'emissions of cement plants',
    'cement (?:plants?|sector|industry|manufacturing) emissions?|emissions? (?:of|from) (?:the )?cement (?:plants?|sector|industry)',
    'greenhouse gas emissions manufacturing, cement;annual CO2 emissions from cement',
    ['^CT:CO2E_20YR.MANUFACTURING.CEMENT', '^OWID:CEMENT_CO2\\.'],
  ],
  [
    'carbon intensity of electricity',
    'how (?:dirty|clean|green|carbon[- ]intensive) is (?:the )?(?:electricity|power|grid)|(?:carbon|co2) intensity of (?:the )?(?:electricity|power|grid)|(?:dirty|clean) electricity',
    'carbon intensity of electricity',
    ['CARBON_INTENSITY_ELEC'],
  ],
  ['ozone', 'ozone|o3', 'O₃ mean of the day', ['^OPENAQ:O3_DAILY', '^OPENAQ:O3']],
  [
    'fine dust',
    'pm ?2\\.?5|fine dust|particulates?|air pollution',
    'PM2.5 mean of the day',
    ['^OPENAQ:PM25_DAILY', 'PM25'],
  ],
  [
    'CO2 from flaring',
    '(?:gas )?flaring(?: co2)?(?: emissions?)?',
    'annual CO2 emissions from flaring',
    ['^OWID:FLARING_CO2\\.'],
  ],
  [
    'CO2 in trade',
    '(?:co2|carbon)(?: dioxide)?(?: emissions?)? embedded in (?:its )?trade|traded (?:co2|emissions)',
    'annual CO2 emissions embedded in trade',
    ['^OWID:TRADE_CO2\\.'],
  ],
  ['methane', 'methane(?: emissions?)?', 'total methane emissions', ['^OWID:METHANE\\.']],
  ['nitrous oxide', 'nitrous oxide(?: emissions?)?', 'total nitrous oxide emissions', ['^OWID:NITROUS_OXIDE\\.']],
  [
    'greenhouse gases per person',
    '(?:greenhouse gas(?:es)?|ghg)(?: emissions?)? per (?:capita|person|head)',
    'greenhouse gas emissions per capita',
    ['GHG_PER_CAPITA', 'GHG.ALL.PC'],
  ],
  [
    'greenhouse gases',
    '(?:total )?(?:greenhouse gas(?:es)?|ghg)(?: emissions?)?',
    'total greenhouse gas emissions',
    ['^OWID:TOTAL_GHG\\.', '^CT:CO2E_\\w+YR\\.[A-Z]{3}$'],
  ],
  [
    'CO2',
    '(?:co2|co 2|carbon(?: dioxide)?) ?(?:emissions?|emitted|output)|emissions? of (?:co2|carbon(?: dioxide)?)|emissions?|carbon footprint|co2|carbon dioxide|emitted|emits?',
    'annual CO2 emissions',
    ['^OWID:CO2\\.', '^WB:EN.ATM.CO2E.KT'],
  ],
  [
    'access to electricity',
    '(?:population with|access to|people with|have|has|with) (?:access to )?(?:electricity|power)|electrification(?: rate)?|electricity access',
    'access to electricity',
    ['EG.ELC.ACCS.ZS'],
  ],
  [
    'renewable energy',
    'renewables?(?: energy)?(?: consumption| share)?|green energy|clean energy',
    'renewable energy consumption',
    ['EG.FEC.RNEW', 'RNEW'],
  ],
  [
    'forest area',
    'forests?(?: area| cover)?(?: as (?:a )?share of (?:the )?land)?|woodland',
    'forest area',
    ['AG.LND.FRST.ZS', 'FRST'],
  ],
  [
    'drinking water',
    '(?:basic |clean |safe )?drinking water(?: services)?(?: access)?|(?:access to|clean|safe) water',
    'basic drinking water services',
    ['SH.H2O.BASW', 'H2O'],
  ],
  [
    'energy consumption per person',
    '(?:energy) (?:use |consumption )?per (?:capita|person|head)',
    'primary energy consumption per capita',
    ['ENERGY_PER_CAPITA'],
  ],
  [
    'energy consumption',
    'primary energy(?: consumption)?|energy (?:use|consumption)',
    'primary energy consumption',
    ['PRIMARY_ENERGY_CONSUMPTION'],
  ],
  [
    'repo rate',
    '(?:sarb|reserve bank) (?:hiked?|raised?|raises|cut|cuts|lower(?:ed)?|changed?)(?: (?:interest )?rates?)?|(?:hiked?|raised?|cut|lower(?:ed)?) (?:interest )?rates?|(?:repo|repurchase|policy|sarb|key) (?:interest )?rates?|interest rates?(?: of the (?:reserve bank|sarb))?|central bank rate',
    'repurchase rate',
    ['REPO', 'MRDREPOR', 'FEDFUNDS'],
  ],
  [
    '10-year yield',
    '(?:10|ten)[- ]?year (?:treasury|bond|government)? ?(?:yields?|rate|bond|treasury)|(?<!(?:year|month)[- ])(?:treasury|bond) yields?',
    '10-year treasury constant maturity rate',
    ['TREASURY_YIELD', 'DGS10'],
  ],
  [
    'oil price',
    '(?:spot )?(?:price of )?(?:wti )?(?:crude )?oil(?: prices?)?|wti|crude',
    'crude oil prices',
    ['WTI', 'BRENT'],
  ],
  ['life expectancy', 'life expectancy', 'life expectancy at birth', ['SP.DYN.LE00']],
  ['inequality', 'gini(?: index| coefficient)?|(?:income )?inequality', 'Gini index', ['SI.POV.GINI']],
  ['literacy', 'literacy(?: rate)?', 'literacy rate', ['SE.ADT.LITR']],
  ['internet users', 'internet (?:users|use|access)', 'individuals using the internet', ['IT.NET.USER']],
  [
    'women on the board',
    'women (?:are |sit )?(?:on|in|at) (?:the |its )?board(?: of directors)?|(?:female|women|woman) (?:directors|board members)',
    'board members who are women',
    ['G1.1.WOMEN\\.', 'G1.1.WOMEN_SHARE'],
  ],
  [
    'women among employees',
    'employees (?:are|who are|that are) women|women (?:among|of|in) (?:the )?(?:employees|staff|workforce)|female (?:employees|staff)',
    'employees who are women, share',
    ['WOMEN_SHARE\\.'],
  ],
  [
    'employees',
    '(?:full[- ]time |permanent )?employees|staff|headcount|workforce',
    'full time permanent employees',
    ['EMPLOYEES', 'PERMANENT'],
  ],
  [
    'water consumption',
    'water (?:use|usage|used|consumption|consumed)|uses? (?:more |less |the most |most )?water|how much water',
    'water consumed',
    ['E2.1A.CONSUMED'],
  ],
];

export const concepts: readonly Concept[] = list.map(([concept, shape, search, prefer]) => ({
  concept,
  shape: words(shape),
  search,
  prefer: prefer.map((one) => new RegExp(one.replaceAll(/(?<!\\)\.(?=[A-Z])/g, '\\.'))),
}));
