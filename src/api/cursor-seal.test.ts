import { describe, expect, test } from 'vitest';
import { encodeCursor } from './cursor.ts';
import { cursorSeal } from './cursor-seal.ts';

const seal = cursorSeal('secret');
const cursor = encodeCursor(['2021-01-13T07:00:00.000Z']) ?? '';

describe('a cursor', () => {
  test('comes back from its seal, the same in all isolates, and is short', async () => {
    const sealed = await seal.seal(cursor, 'listBars');
    expect(await cursorSeal('secret').open(sealed, 'listBars')).toBe(cursor);
    expect(sealed).toMatch(/^[\w-]+\.[0-9a-f]{16}$/);
    expect(sealed.length).toBeLessThan(60);
  });

  test('that was changed anywhere, or sealed elsewhere, is refused', async () => {
    const sealed = await seal.seal(cursor, 'listBars');
    const changed = [...sealed].map(
      (_, at) => `${sealed.slice(0, at)}${sealed[at] === 'a' ? 'b' : 'a'}${sealed.slice(at + 1)}`,
    );
    const other = await cursorSeal('another').seal(cursor, 'listBars');
    for (const one of [
      ...changed,
      other,
      await seal.seal(cursor, 'listTrades'),
      cursor,
      '',
      '.',
      `${sealed}.`,
      `${sealed}0`,
      sealed.slice(0, -1),
      `.${sealed}`,
    ]) {
      await expect(seal.open(one, 'listBars'), one).rejects.toThrow(
        'must be a next_cursor that this endpoint answered',
      );
    }
  });
});
