import type { Connector, Cursor } from '../connectors/connector.ts';
import type { Window } from '../model/payload.ts';
import type { SourceSettings } from '../model/source.ts';

/** One thing to fetch. (connector, subject, window) identifies it: doing it twice does no harm. */
export interface FetchJob {
  readonly connector: Connector;
  readonly subject: string;
  readonly window: Window;
}

const never: Cursor = { collected_to: null, asked_at: null };

/** What one source owes at this moment. Pure: the same cursors at the same time give the same jobs. */
export function due(
  connector: Connector,
  now: string,
  cursors: Readonly<Record<string, Cursor>>,
  settings: SourceSettings,
): FetchJob[] {
  const subjects = settings.subjects ?? connector.subjects;
  return subjects.flatMap((subject) => {
    const window = connector.window(cursors[subject] ?? never, now, settings, subject);
    return window === null ? [] : [{ connector, subject, window }];
  });
}

/** The cursor as if the subject had never been asked: for a job that a person wants now. */
export function askedNow(cursor: Cursor | undefined): Cursor {
  return { collected_to: cursor?.collected_to ?? null, asked_at: null };
}
