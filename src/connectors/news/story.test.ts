import { describe, expect, test } from 'vitest';
import { identityOf } from './identity.ts';
import { storyOf } from './story.ts';

const headline = 'Sasol profit plunges on oil-price drop, R7.8bn writedown';
const thursday = '2026-02-05T06:51:35.000Z';

describe('a story', () => {
  test.each([
    ['a masthead after it', `${headline} - Moneyweb`],
    ['a masthead before it', `News24 Business | ${headline}`],
    ['other capitals', headline.toUpperCase()],
    ['other quotes and dashes', 'Sasol’ profit plunges on oil–price drop; ‘R7.8bn’ writedown!'],
    ['other blanks', `  ${headline.replaceAll(' ', '\u00a0 ')} `],
    ['accents left out', headline.replace('profit', 'profít')],
  ])('is the same under a headline with %s', (_what, title) => {
    expect(storyOf(title, thursday)).toBe(storyOf(headline, thursday));
  });

  test('is the same days later, and another one of the next year', () => {
    expect(storyOf(headline, '2026-02-09T22:00:00.000Z')).toBe(storyOf(headline, thursday));
    expect(storyOf(headline, '2027-02-05T06:51:35.000Z')).not.toBe(storyOf(headline, thursday));
  });

  test('of a column that comes every day is bound to its day', () => {
    expect(storyOf('Market wrap', '2026-02-05T18:00:00.000Z')).toBe(storyOf('Market Wrap', thursday));
    expect(storyOf('Market wrap', '2026-02-06T06:00:00.000Z')).not.toBe(storyOf('Market wrap', thursday));
  });

  test('is another one under another headline', () => {
    expect(storyOf(headline.replace('7.8', '7.9'), thursday)).not.toBe(storyOf(headline, thursday));
    expect(storyOf('!!!', thursday)).not.toBe(storyOf('???', thursday));
  });
});

test('ids of like texts differ', () => {
  const ids = new Set([...Array(50_000).keys()].map((at) => identityOf(`https://www.moneyweb.co.za/?p=${at}`)));
  expect(ids.size).toBe(50_000);
});
