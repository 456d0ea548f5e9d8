/** Words that belong to no name and change no meaning; what is none of them must be understood, or there is no answer. */
const list = `
  a an ex wat die van the of in on at for to from by with as is are was were be been being am do does did done has
  have had having can could would will shall may might must and or vs v versus against than between both each
  either which what what's whats who whom whose when where why how how's that this these those there here it its
  it's they them their he she i i'm i'd you your we us our me my one ones please pls plz kindly thanks thank hi
  hello hey dear ok okay so just only also too very really actually exactly roughly approximately about around
  tell show give get find list let know see say said want need like wonder wondering looking look check display
  print fetch compute calculate report explain much many more less most least some any all every no if then else
  while per share shares stock stocks share's stock's equity equities company companies firm firms corp instrument
  instruments security securities ordinary unit units price prices figure figures number numbers data value values
  level levels amount total rate rates day days daily date week month year annual quarter session sessions time
  times period point points percent percentage % pct terms term up down over under above below during since until
  till within through across into out off ago back ended ending starting start end beginning latest last newest
  current currently recent recently today now right moment present go goes going went gone come came make made
  take took put use used using trade traded trading trades market markets exchange listed listing closing close
  closed historical history compare compared comparing comparison difference better worse best worst higher lower
  bigger smaller greater highest lowest country countries people person capita nation economy economies currency
  currencies money cash coin coins token tokens crypto cryptocurrency index indices indexes score scores rank
  ranks ranked ranking rating ratings big large small high low good bad happened happen happening anything
  something everything nothing info information details quick quickly question answer quote quotes mean means
  called named worth buy sell sold bought holding hold pay paid pays paying cost costs ever yet still already
  again same other others another such kind sort type way ways bit lot whole entire full overall together
  respectively d s t re ve ll m lately performed performance result results known knew think believed stood stand
  stands new old world global based according official officially reach reached hit set sens fixing fix reference
  spot average volume yesterday tomorrow rand interest tonight live real-time realtime feel free friend mate man
  sir madam guys asap btw fyi lol um uh er well maybe perhaps curious interested happy glad sure yes can't
  couldn't convert conversion long short amid own owned prior anyone everyone someone near ask asking asked inside
  outside far behind first next previous past instead because due via move moved moves stay stayed keep kept
  become became turn turned bring brought yield yields window given knowing wish love help helps able available
  stored got gotten held situation state status field symbol open single writing write paper essay thesis homework
  finance economics student school university professor teacher boss article presentation project journalist
  investor analyst client colleague research study studying correct reply respond json format output return
  request key string int float user users ai agent assistant model bot system wanted needs needed today's ltd
  limited plc inc group holdings public answered told telling day's ratio divided multiplied part fraction twice
  half double relative respect regarding concerning thereof thing things stuff sum altogether combined cumulative
  entirely exact precise precisely approximate rough clean complete reliable trustworthy invested invest investing
  investment place buying grown becoming left remaining rest cheaper cheapest dearer dearest expensive pricier
  priciest strongest weakest stronger weaker shrink shrank shrunk contract contracted fewest few fewer trader
  traders dealing changed change changes changing hands biggest smallest larger top bottom order sorted descending
  ascending finally opened opening closes opens peak trough highs lows occasion occasions whenever once whether
  neither nor plus minus further furthermore moreover additionally besides after before occur occurred event
  events development developments publish publishes published publisher comes coming originate originated source
  sources origin bps cents cent price-wise zac correctness revised revision revisions restated corrected
  correction corrections vintage vintages amended update updated hour minute minutes o'clock utc gmt sast great
  nice hope hoping trying understand understanding learn learning doing fare fared faring standing jan feb mar apr
  jun jul aug sep sept oct nov dec overbought oversold negative positive true false that's there's here's who's
  i've you've we've they've let's it'd how'd what'd where's when's sorry recorded headline retailer among months
  million millions billion billions thousand jobless access raise raised raises parent bar bars call obtain
  appropriate tool tools sarb ecb imf fred owid wdi estimate estimates expect expects expectation projection
  projects emit emits emitted living lives people's performer performers two three four five six seven eight nine
  ten couple industry sector publicly widely gross amongst preparing manager strict wants possible possibly
  grandfather grandmother mother father late early historic series id ids upcoming chart nominal
  dollar-denominated barrel simple arithmetic class cross faster slower quicker hike hiked died mention mentions
  mentioned monthly quarterly yearly unadjusted position largest mentioning payable provide provided end-of-day eod holds populous deep reports reported declared
`;

const idle = new Set(list.split(/\s+/));

/** A number alone names nothing. */
export const isIdle = (word: string): boolean =>
  idle.has(word) || /^\d+(?:[.,]\d+)*(?:%|-?(?:days?|d|weeks?|months?|years?|bars?|sessions?|periods?))?$/.test(word);
