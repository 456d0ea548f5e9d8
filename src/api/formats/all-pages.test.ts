import { describe, expect, test } from 'vitest';
import { WizError } from '../../core/errors.ts';
import { metaOf } from '../answer.ts';
import { problemOf } from '../problem.ts';
import { type LinedPage, linesOfAll, streamOf } from './all-pages.ts';

const pageOf = (name: string, next_cursor: string | null, source = 'ecb'): LinedPage => ({
  body: new TextEncoder().encode(`{"name":"${name}"}\n`),
  rows: 1,
  meta: metaOf({ source, unit: 'ZAR', limit: 1, next_cursor }),
});

function linesOf(pages: readonly (LinedPage | WizError)[]) {
  const asked: string[] = [];
  const lines = linesOfAll({
    first: pages[0] as LinedPage,
    async next(cursor) {
      asked.push(cursor);
      const page = pages[asked.length];
      if (page instanceof WizError) throw page;
      return page as LinedPage;
    },
    problem: (error) => problemOf(error, 'req_1'),
  });
  return { asked, lines };
}

const read = async (lines: AsyncGenerator<Uint8Array>): Promise<unknown[]> => {
  const text = await new Response(streamOf(lines)).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};

describe('all pages', () => {
  test('come in their order, and the last line says that they are all', async () => {
    const { asked, lines } = linesOf([pageOf('a', 'one'), pageOf('b', 'two', 'yahoo'), pageOf('c', null)]);
    const [a, b, c, last] = await read(lines);
    expect([a, b, c]).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    expect(asked).toEqual(['one', 'two']);
    expect(last).toEqual({ meta: { ...metaOf({ unit: 'ZAR', limit: 1 }), source: null, rows: 3, complete: true } });
  });

  test('that are cut say why, and where to go on', async () => {
    const away = new WizError('dependency_unavailable', 'the database is unavailable');
    const { lines } = linesOf([pageOf('a', 'one'), pageOf('b', 'two'), away]);
    expect((await read(lines)).at(-1)).toMatchObject({
      meta: { rows: 2, complete: false, next_cursor: 'two' },
      problem: { code: 'dependency_unavailable', request_id: 'req_1' },
    });
  });

  test('are asked for as they are taken, and no more once nobody takes them', async () => {
    const { asked, lines } = linesOf([pageOf('a', 'one'), pageOf('b', 'two'), pageOf('c', 'three'), pageOf('d', null)]);
    const reader = streamOf(lines).getReader();
    await reader.read();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked.length).toBeLessThan(3);
    await reader.cancel();
    const before = asked.length;
    expect(await lines.next()).toEqual({ done: true, value: undefined });
    expect(asked.length).toBe(before);
  });
});
