import { expect, test } from 'vitest';
import { languageTag } from './language-tag.ts';
import { plainText, shorten } from './plain-text.ts';

const nothing = () => {};

test.each([
  ['<p>One.</p><p>Two.</p>', 'One. Two.'],
  ['<h2>Title</h2>Text<br>more', 'Title Text more'],
  ['<ul><li>gold</li><li>oil</li></ul>', 'gold oil'],
  ['plat<b>inum</b> and <i>pal</i>ladium', 'platinum and palladium'],
  ['R7.8bn&nbsp;writedown\n\t &mdash; ends', 'R7.8bn writedown — ends'],
  ['AT&T, R&D and 5 < 6 > 4', 'AT&T, R&D and 5 < 6 > 4'],
  ['<style>p{}</style><title>no</title>Text<noscript><img></noscript>', 'Text'],
  ['soft\u00adhyphen zero\u200bwidth', 'softhyphen zerowidth'],
  ['ends like a cut tag "\'>', 'ends like a cut tag "\'>'],
])('%s reads "%s"', (markup, text) => {
  expect(plainText(markup, 100, nothing)).toBe(text);
});

test('a text is cut at a word, and never within a character', () => {
  expect(shorten('Sasol profit plunges', 20)).toBe('Sasol profit plunges');
  expect(shorten('Sasol profit plunges', 16)).toBe('Sasol profit…');
  expect(shorten('a'.repeat(30), 10)).toBe(`${'a'.repeat(9)}…`);
  expect(shorten('\u{1f680}'.repeat(9), 10)).toBe(`${'\u{1f680}'.repeat(4)}…`);
});

test.each([
  ['en-za', 'en-ZA'],
  ['pt_BR', 'pt-BR'],
  [' EN ', 'en'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['English (South Africa)', null],
  ['', null],
  [undefined, null],
])('the language %s is %s', (given, tag) => {
  expect(languageTag(given)).toBe(tag);
});
