import { WizError } from '../core/errors.ts';
import type { FullMeta } from './answer.ts';

/** An answer as its caller reads it. */
export interface Answered {
  readonly data: unknown;
  readonly meta: FullMeta;
}

/** What a version changed in the answers of one operation. */
export interface Change {
  readonly operationId: string;
  /** For its callers: a sentence. */
  readonly describe: string;
  /** The answer as it was before. */
  undo(answer: Answered): Answered;
}

/** What breaks a caller's program makes a version; what is only added makes none. */
export interface Version {
  readonly date: string;
  readonly describe: string;
  readonly changes: readonly Change[];
}

/** Newest first; a version that leaves the list is refused from then on. */
export type Versions = readonly [Version, ...Version[]];

export const versions: Versions = [{ date: '2026-11-24', describe: 'The first version.', changes: [] }];

/** What makes an answer of the newest version one of `date`; null where nothing does. */
export function undoTo(date: string, operationId: string, known: Versions): ((answer: Answered) => Answered) | null {
  const at = known.findIndex((version) => version.date === date);
  if (at < 0) {
    const dates = known.map((version) => version.date);
    throw new WizError('invalid_request', `Wiz-Version: must be one of ${dates.join(', ')}; see /versions`, {
      versions: dates,
    });
  }
  const undone = known
    .slice(0, at)
    .flatMap(({ changes }) => changes)
    .filter((change) => change.operationId === operationId);
  return undone.length === 0 ? null : (answer) => undone.reduce((newer, change) => change.undo(newer), answer);
}
