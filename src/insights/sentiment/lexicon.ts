/**
 * Words of financial news and what they say, written for WizData from the field's vocabulary and from no other word
 * list. A word ending in an asterisk stands for all that begin so.
 */
export const lexicon = {
  /** Good news whatever it is of. */
  good: `accelerat* achiev* accolade* award* beat beats beaten benefit* best better boom* boost* breakthrough* bright*
    buoyant confident delight* efficien* encouraging excellen* exceed* favourabl* favorabl* gain gained gains
    healthy improv* innovat* lucrative milestone* optimis* outpac* outperform*  overweight pleased positive
    profitable profitability promising prosper* rebound* recover* relief resilien* resum* reward* robust rosy satisf*
    secured shine* shines solid stabil* strength* strong stronger strongest succe* superior surpass* top-performing
    turnaround upbeat upgrad* upside winner* winning won  accretive synerg* cheer* zoom* undervalued
    attractive multibagger bargain* thrive* thriving faster support supports supported
    buy bullish accumulate great uptrend comeback sparkl* favour favourite overcome cheaper award-winning record-high`,
  /** Bad news whatever it is of. */
  bad: `abandon* accus* adverse* alleg* arrest* bankrupt* bearish bleak* breach* bribe* burden* cancel* cartel caution*
    challenging collaps* complain*  corrupt* crash* cris* crisis critici* damag* danger* default* defer* delay*
    delist* deteriorat* difficult* disappoint* dismal disput* disrupt* distress* divest* doubt* downgrad* downside
    downturn* drag dragged drags embezzl* erod* erosion fail* fear* fine fined fines fraud* gloom* grim halt*  
    hurt* idle illegal impair* inadequa* insolven* investigat* lawsuit* layoff* laid-off liquidat* litigation lockout
    misconduct mislead* miss missed misses negative* nervous oversold overvalued panic* penalt* pessimis* plagu* poor
    poorer poorest pressur* probe* problem* protest* punish* recall* recession* redundan*  restat* retrench*
    retreat* risky sanction* scam* scandal* selloff sell-off severe* shortage* shortfall* shut* slow slowdown* slower
    slowing sluggish slump* strike* struggl* sue sued sues suffer* suspen* terminat* threat* trouble* turmoil
    uncertain* underperform* underweight unfavourabl* unfavorabl* unpaid unprofitable unrest violat* volatil* vulnerab*
    warn* weak weaken* weaker weakest weakness* worr* worse* worst writedown* write-down* write-off* written-off woes
    woe bloodbath drubbing  dismiss* lay-off* laying shed sheds shedding
    soft lacklustre lackluster brunt hit hits wary pummel* sell avoid red discount ominous overhang weigh weighs weighed headwind* rout
    pain* closure concerns concerned blam* interrupt* trap exit fades fading steep muted`,
  up: `advanc* ascend* climb* doubl* tripl* quadrupl* edg*-up expand* grew grow growing grown grows growth high higher
    highest hike* increas* jump* leap* lift*  outgrow* raise raised raises raising rall* ris* rise rises risen rose
    rocket* skyrocket* soar* spike* spurt* surg* swell* up upward* upturn* widen* peak* greater  larger`,
  down: ` contracted contracting contraction cut cuts cutting declin* decreas* descend* dip dips dipped dipping
    dive* down downward* drop* dwindl*  ease eased eases ebb* fall fallen falling falls fell halv*  lose loses
    losing lost low lower lowered lowers lowest narrow* nosediv* plummet* plung* reduc* reduce sank shrank shrink* shrunk
    sink* slash* slid slide* sliding slip* smaller softer subdued    trim* tumbl* slipp* pared pares paring decelerat*`,
  /** More of it is good. */
  wanted: `bookings business cash* customer*  demand dividend* earn* ebit ebitda efficiency eps equit* export*
     gdp income    inflow* margin*   nasdaq nifty  
    output passenger* payout* pbt price* production productivity profit* return* revenue* roi rupee sale* sensex 
     subscriber* share shares stock stocks market markets order orders traffic turnover value valuation volume* rand rating*  result* profitability scrip* bond*
    rupee*     gold oil crude pat ebit* backlog  employment hiring growth economy`,
  /** More of it is bad. */
  unwanted: `attrition bad-loan* charge* cost* debt* deficit* delinquen* emission* expenditure* expens* gearing
    impairment* inflation jobless* leverage liabilit* loss* npa npas npl npls outflow* provision* unemployment yield*
     borrowing*  accident*  injuries redundancies`,
  /** What comes within three words after one of these is not so. */
  negation: `no not never none nobody nothing neither nor without cannot cant can't won't isn't wasn't don't doesn't
    didn't aren't weren't hardly barely lack* unlikely`,
} as const;

export type WordClass = keyof typeof lexicon;
