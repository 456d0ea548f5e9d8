import type { Day } from './dates.ts';
import { takePeriod } from './periods.ts';
import { cover, type Text, take } from './text.ts';

const asOfShape =
  /(?<![\p{L}])(?:what (?:did|do|was) (?:we|you|wizdata|anyone|people)? ?(?:know|knew|known|believe[d]?|think|thought|say|said)(?: as)?|(?:as|was) known|as it was known|as of what was known|known)(?: to (?:us|wizdata|you))? (?=(?:on|as of|at|by|back on|back in|in|yesterday|last) )(?:(?:on|as of|at|by|back on|back in|in) )?(?:the )?/u;
/** "What did you know about X on a day": the day of knowledge is the last one. */
const knownLater =
  /(?<![\p{L}])what (?:(?:did|do) (?:we|you|wizdata|anyone|people) (?:know|believe|think|say)|(?:was|were) (?:known|believed|thought|said)) (?:about|of) (?=.* (?:on|as of|by) )/u;

/** The moment of knowledge is no period: it is taken out first, with the date that follows it. */
export function takeKnowledge(text: Text, today: Day): string | null {
  const late = take(text, knownLater);
  if (late !== null) {
    const at = Math.max(...[' on ', ' as of ', ' by '].map((word) => text.rest.lastIndexOf(word)));
    return knownAt(text, at, today);
  }
  // "As of one day, what was X on another".
  if (/^ as (?:of|at) [^?]*?, .*(?:19|20)\d\d/u.test(text.rest)) {
    const end = text.rest.indexOf(', ');
    const opening: Text = { rest: text.rest.slice(0, end), raw: text.raw };
    const { to } = takePeriod(opening, today);
    if (to !== null) {
      cover(text, 0, end);
      return to;
    }
  }
  const found = asOfShape.exec(text.rest);
  if (found === null) return null;
  const day = knownAt(text, found.index + found[0].length - 1, today);
  if (day !== null) cover(text, found.index, found[0].length - 1);
  return day;
}

/** The date at a place of the text, taken out of it. */
function knownAt(text: Text, at: number, today: Day): string | null {
  const whole = text.rest.slice(at);
  const about = whole.search(/ about |\?/);
  const after: Text = { rest: about > 0 ? whole.slice(0, about + 1) : whole, raw: text.raw };
  const { to } = takePeriod(after, today);
  if (to === null) return null;
  cover(text, at, after.rest.lastIndexOf('|') + 1);
  return to;
}
