import { inFull, WizError } from '../../core/errors.ts';
import { askOfRequest } from '../asked.ts';
import type { ApiContext, ApiDeps, ApiMiddleware } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { type LinedPage, linesOfAll, streamOf } from '../formats/all-pages.ts';
import type { Wanted } from '../formats/ask.ts';
import { mediaTypes } from '../formats/formats.ts';
import { olderShape, type RowShape } from '../formats/row-shape.ts';
import { shapeAnswer } from '../formats/shape-answer.ts';
import { isWorthGzip } from '../gzip.ts';
import { rowCap } from '../parameters.ts';
import { problemOf } from '../problem.ts';
import { canonicalQuery } from '../query-string.ts';
import { readInput } from '../read-input.ts';
import { respond } from '../respond.ts';
import type { Answered } from '../versions.ts';
import { callOf } from './call-of.ts';

/** Rows of a page where no `limit` is given: few trips, and a few megabytes at most in memory. */
const usualRows = [5_000, 1_000, 100];
/** Said of single pages. */
const ofPages: readonly string[] = ['link', 'wiz-next-cursor', 'wiz-limit'];

/**
 * Sends a list from one end to the other, page after page, to who asks for `pages=all`. No page but the first is paid by
 * the request. Such an answer is not kept: its pages are, by those who ask for them one by one.
 */
export function allPages(endpoint: Endpoint, deps: ApiDeps): ApiMiddleware {
  const { rows, query: schema } = endpoint;
  if (rows === null || !Object.hasOwn(schema.shape, 'pages')) return (_c, next) => next();
  const most = usualRows.find((count) => schema.shape.limit?.safeParse(String(count)).success);

  return async (c, next) => {
    const ask = c.req.url.includes('pages') ? askOfRequest(endpoint, c, deps.clock.now()) : null;
    if (ask === null || !ask.query.has('pages') || ask.query.has('dry_run')) return await next();
    const { wanted } = ask;
    if (wanted?.format !== 'ndjson') {
      throw new WizError('invalid_request', 'pages: all pages come as lines; ask for format=ndjson');
    }
    const whole = new Map(ask.query);
    if (Object.hasOwn(schema.shape, 'order') && !whole.has('order')) whole.set('order', 'asc');
    if (most !== undefined && !whole.has('limit'))
      whole.set('limit', String(Math.min(most, rowCap(c.get('principal')))));
    c.set('query', whole);
    const read = await reader(c, rows, wanted);
    const first = await read(null);
    const lines = linesOfAll({
      first,
      next: read,
      problem: (error) => {
        deps.log.log('warn', 'pages_cut', { request_id: c.get('requestId'), code: error.code, error: inFull(error) });
        return problemOf(error, c.get('requestId'));
      },
    });
    return send(c, streamOf(lines), first.headers);
  };

  async function reader(c: ApiContext, shape: RowShape, wanted: Wanted) {
    const input = await readInput(endpoint, c);
    const call = callOf(c, deps, endpoint);
    const undo = c.get('undo') ?? null;
    const address = c.req.path + canonicalQuery(c.get('query'));
    return async (
      cursor: string | null,
    ): Promise<LinedPage & { readonly headers: Readonly<Record<string, string>> }> => {
      if (cursor !== null) await call.reserve(endpoint.cost);
      const query = cursor === null ? input.query : { ...input.query, cursor };
      const answer = await endpoint.handle({ ...input, query }, deps, c.get('principal'), call);
      if ('bytes' in answer) throw new Error('a list answers with JSON');
      const newest = { data: JSON.parse(answer.json), meta: answer.meta } as Answered;
      const said = undo === null ? newest : undo.undo(newest);
      const { body, headers } = await shapeAnswer(
        said,
        wanted,
        undo === null ? shape : olderShape(shape, said.data),
        address,
      );
      if (cursor !== null) call.bill(endpoint.cost);
      return { body, headers, rows: (said.data as readonly unknown[]).length, meta: answer.meta };
    };
  }
}

function send(c: ApiContext, lines: ReadableStream, ofFirst: Readonly<Record<string, string>>): Response {
  const isPacked = isWorthGzip(c.req.raw.headers.get('accept-encoding'), mediaTypes.ndjson, Number.POSITIVE_INFINITY);
  return respond(c, 200, isPacked ? lines.pipeThrough(new CompressionStream('gzip')) : lines, {
    ...Object.fromEntries(Object.entries(ofFirst).filter(([name]) => !ofPages.includes(name))),
    'content-type': mediaTypes.ndjson,
    'cache-control': 'no-store',
    'cache-status': 'wizdata; fwd=bypass',
    vary: 'accept, accept-encoding',
    ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
  });
}
