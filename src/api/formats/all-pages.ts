import { toWizError, type WizError } from '../../core/errors.ts';
import type { FullMeta } from '../answer.ts';
import type { Problem } from '../problem.ts';

/** A page as lines of rows. */
export interface LinedPage {
  readonly body: Uint8Array;
  readonly rows: number;
  readonly meta: FullMeta;
}

interface Pages {
  readonly first: LinedPage;
  next(cursor: string): Promise<LinedPage>;
  /** What is said of an error that cuts the answer. */
  problem(error: WizError): Problem;
}

/** One request asks for no more: so many reads does a Worker make for one. */
export const mostPages = 900;

const encoder = new TextEncoder();

/**
 * The lines of all pages, of which no more than one is held at a time, and a last line that is no row: it says what is
 * true of all rows, how many they are, and whether they are complete or where to go on. Without it an answer was cut.
 */
export async function* linesOfAll({ first, next, problem }: Pages): AsyncGenerator<Uint8Array> {
  let page = first;
  let said = { ...first.meta, rows: 0 };
  for (let pages = 1; ; pages += 1) {
    said = together(said, page);
    yield page.body;
    const { next_cursor: cursor } = page.meta;
    if (cursor === null || pages >= mostPages) return yield lastLine(said, {});
    try {
      page = await next(cursor);
    } catch (error) {
      return yield lastLine(said, { problem: problem(toWizError(error)) });
    }
  }
}

type Said = FullMeta & { readonly rows: number };

/** What is said of the rows so far and is also true of those of the next page. */
function together(said: Said, { meta, rows }: LinedPage): Said {
  return {
    ...meta,
    source: said.source === meta.source ? said.source : null,
    unit: said.unit === meta.unit ? said.unit : null,
    is_sample: said.is_sample || meta.is_sample,
    rows: said.rows + rows,
  };
}

const lastLine = (said: Said, more: { readonly problem?: Problem }): Uint8Array =>
  encoder.encode(`${JSON.stringify({ meta: { ...said, complete: said.next_cursor === null }, ...more })}\n`);

/** A stream that asks for the next piece once the one before is on its way. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
