import { cover, type Text, words } from './text.ts';

/** What people call instruments where no source does, or where its words would be taken for something else. */
const nicknames: readonly (readonly [id: string, shape: string])[] = [
  ['INDEX:J203', '(?:the )?(?:ftse/?jse )?(?:jse )?all[- ]?share(?: index)?|alsi|j203'],
  ['INDEX:J200', '(?:the )?(?:ftse/?jse )?(?:jse )?top[- ]?40(?: index)?|j200'],
  ['XJSE:JSE', "jse (?:limited|ltd\\.?)|jse's own shares?"],
  ['XJSE:FSR', 'first[- ]rand(?: limited)?|fnb'],
  ['XJSE:S32', 'south[- ]32'],
  ['XJSE:BTI', 'british american tobacco|bat shares?'],
  ['XJSE:AGL', 'anglo american(?: plc)?(?! plat)'],
  ['XJSE:AMS', 'amplats|anglo(?: american)? plat(?:inum|s)?'],
  ['XJSE:IMP', 'implats'],
  ['XJSE:BHP', 'bhp billiton'],
  ['XJSE:CFR', 'richemont'],
  ['XJSE:PIK', "pick ?(?:n|'n'?|and) ?pay(?: stores)?(?: limited)?"],
  ['XNAS:AAPL', 'apple(?: inc\\.?)?'],
  ['XNAS:MSFT', 'microsoft(?: corp(?:oration)?)?'],
  ['XNAS:NVDA', 'nvidia(?: corp(?:oration)?)?'],
  ['XNAS:CALM', 'cal-maine(?: foods)?'],
];

const shapes = nicknames.map(([id, shape]) => ({ id, shape: words(shape) }));

/** Ids of what is called by a nickname, in the order of the list. */
export function takeNicknames(text: Text): string[] {
  return shapes.flatMap(({ id, shape }) => {
    const found = shape.exec(text.rest);
    if (found === null) return [];
    cover(text, found.index, found[0].length);
    return [id];
  });
}
