import { expect, test } from 'vitest';
import { isIsin } from './listings-isin.ts';

test.each(['ZAE000255915', 'GB0002875804', 'NL0013654783', 'AU000000BHP4', 'MU0456S00006', 'US0378331005'])(
  '%s is an ISIN',
  (isin) => {
    expect(isIsin(isin)).toBe(true);
  },
);

test.each([
  ['another check digit', 'ZAE000255914'],
  ['two digits that changed places', 'ZAE000259515'],
  ['another country', 'ZBE000255915'],
  ['a character less', 'ZAE00025591'],
  ['a character more', 'ZAE0002559150'],
  ['small letters', 'zae000255915'],
  ['no country', '00E000255915'],
  ['nothing', ''],
])('%s is none', (_what, isin) => {
  expect(isIsin(isin)).toBe(false);
});
