import type { Day } from './dates.ts';
import { type Question, readQuestion } from './question.ts';
import { isRefusal, type Refusal, refusal } from './refusals.ts';

/** Sentences, and what begins with a word of questions after "and". */
const between =
  /(?<=[?!;]|(?<!\b(?:ltd|inc|corp|co|vs|no|mr|dr|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z]))\.)\s+(?=\S)|,? (?:and|also|plus),? (?=(?:what|how|when|which|who|where|is|was|did|does|has|show|tell)\b(?! of (?:them|these))(?! ?[?.!]*$))/iu;
const most = 3;
const tooMany = refusal('not_understood', `What is asked beyond ${most} questions is not read.`);

/** The parts of a question, each with what it leaves to be understood from the one before: "and what is its RSI?" */
export function readQuestions(asked: string, today: Day): (Question | Refusal)[] {
  const all = partsOf(asked, today).flatMap((one): (Question | Refusal)[] => (isRefusal(one) ? [one] : doubled(one)));
  return all.length <= most ? all : [...all.slice(0, most), tooMany];
}

/** What is asked of two times, or of both ends, is two questions. */
function doubled(one: Question): Question[] {
  const { period, also, measure, text: said } = one;
  if (period.apart !== null && measure !== 'change' && !/difference|between|compare/.test(said))
    return period.apart.map((when) => ({ ...one, period: when }));
  if (period.apart !== null && /difference/.test(said)) return [{ ...one, measure: 'change', also: ['change'] }];
  if (!also.includes('highest') || !also.includes('lowest') || period.kind === 'day') return [one];
  return (['highest', 'lowest'] as const).map((end) => {
    const others = also.filter((other) => other === end || (other !== 'highest' && other !== 'lowest'));
    return { ...one, also: others, measure: others[0] ?? end };
  });
}

function partsOf(asked: string, today: Day): (Question | Refusal)[] {
  const parts = asked
    .split(between)
    .filter((part) => part.trim() !== '')
    .map(withoutPreamble);
  const read = parts.map((part) => readQuestion(part, today));
  if (read.length < 2) return read.length === 1 ? read : [readQuestion(asked, today)];
  const asking = read.filter((one) => isRefusal(one) || asksSomething(one));
  if (asking.length === 0) return [readQuestion(asked, today)];
  let context: Question | null = null;
  const whole: (Question | Refusal)[] = [];
  for (const one of read) {
    if (!isRefusal(one)) {
      const filled: Question = context === null || namesSomething(one) ? one : inherited(one, context);
      if (namesSomething(filled)) context = filled;
      if (asksSomething(one)) whole.push(filled);
      else if (beginsAsking.test(one.text)) whole.push(unreadPart(one.text));
    } else if (one.reason !== 'not_understood' || asking.length === 1) whole.push(one);
  }
  return whole;
}

/** Who asks and what for, as long as it is no part of what is asked. */
const preamble =
  /^[^\d]{0,250}?\b(?:(?:like|wants?|needs?|wish(?:es)?|love) to (?:know|find out|see)|wonder(?:ing)?|curious)\b,?[^\d]{0,60}?(?=\b(?:what|how|when|which|who|where|if|whether|the)\b)/isu;
const withoutPreamble = (part: string): string =>
  /\b(?:i|we|he|she|they|boss|client)\b/iu.test(preamble.exec(part)?.[0] ?? '') ? part.replace(preamble, '') : part;

const beginsAsking = /^ (?:how|what|when|which|who|where|did|has|is|was) /u;
const unreadPart = (said: string): Refusal =>
  refusal('not_understood', `It is not understood what "${said.trim()}" asks.`);

const asksSomething = ({ also, concepts: of, currencies, coins, fetchIds }: Question): boolean =>
  also.length + of.length + currencies.length + coins.length + fetchIds.length > 0;
const namesSomething = ({ phrases, places, coins, currencies, venue }: Question): boolean =>
  phrases.length + places.length + coins.length + currencies.length > 0 || venue !== null;

function inherited(one: Question, { phrases, places, coins, coinVenue, period, as_of }: Question): Question {
  const when = one.period.kind === 'now' ? period : one.period;
  return { ...one, phrases, besides: phrases, places, coins, coinVenue, period: when, as_of: one.as_of ?? as_of };
}
