import { describe, expect, test } from 'vitest';
import { hmac, redact, seal, unseal } from './secret.ts';

const key = 'wiz_live_0123456789ABCDEFGHIJKLMNOPQRSTUVabcdef';

describe('redacted text', () => {
  test.each([
    ['an API key', `refused ${key} again`, 'refused [redacted] again'],
    ['a test key', `"wiz_test_${'a1'.repeat(19)}"`, '"[redacted]"'],
    ['a sign-in link', `http://x.test/sign-in#wiz_link_${'a1'.repeat(19)}`, 'http://x.test/sign-in#[redacted]'],
    ['a password in a URL', 'postgres://clean:s3cr:et!@host/db', 'postgres://clean:[redacted]@host/db'],
    ['a token in a query', 'https://x.test/a?token=abc&b=1', 'https://x.test/a?token=[redacted]&b=1'],
    ['a key in a query', 'https://x.test/a?b=1&API_KEY=abc', 'https://x.test/a?b=1&API_KEY=[redacted]'],
    ['an access token in a query', 'https://x.test/a?access_token=abc', 'https://x.test/a?access_token=[redacted]'],
    ['a bearer token', 'authorization: Bearer eyJh.b-_c/d+e=', 'authorization: Bearer [redacted]'],
    ['a bearer token in small letters', 'authorization: bearer abc', 'authorization: bearer [redacted]'],
    ['two at once', `${key} ${key}`, '[redacted] [redacted]'],
  ])('does not show %s', (_what, text, clean) => {
    expect(redact(text)).toBe(clean);
    expect(redact(clean)).toBe(clean);
  });

  test.each([
    ['https://x.test/klines?symbol=BTCUSDT&interval=1m&startTime=1'],
    ['wizdata-clean wiz_ wiz_lively'],
    ['{"url":"http://127.0.0.1:8787/v1","subject":"a@b","event":"x"}'],
    ['http://127.0.0.1:8787/v1/rates/EUR-ZAR@1'],
  ])('says all of %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

test('a keyed hash is HMAC-SHA-256 (RFC 4231, test case 2)', async () => {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(await hmac('Jefe', 'what do ya want for nothing?')).toBe(expected);
});

test('a sealed text is read with its pepper and its context only, and looks different each time', async () => {
  const [pepper, context] = ['a pepper', 'account_1 create'];
  const sealed = await seal(pepper, context, 'wiz_live_ü');
  expect(sealed).not.toBe(await seal(pepper, context, 'wiz_live_ü'));
  expect(await unseal(pepper, context, sealed)).toBe('wiz_live_ü');
  await expect(unseal('another', context, sealed)).rejects.toThrow();
  await expect(unseal(pepper, 'another', sealed)).rejects.toThrow();
});
