import { readFileSync } from 'node:fs';
import { connectorOf } from '../../src/connectors/index.ts';
import { type HttpUpstream, type Reply, textReply } from './http-upstream.ts';
import { type Recording, readBehaviour, readRecordings, recordedFolder } from './recordings.ts';

interface Answer {
  readonly path: RegExp;
  /** Query parameters that must have these values. */
  readonly query: readonly (readonly [string, string | null])[];
  readonly reply: Reply;
}

/** A source's recorded answers, given to whoever asks for what they were answers to. */
export function recorded(sourceId: string): HttpUpstream {
  const folder = recordedFolder(sourceId);
  const { changed } = readBehaviour(folder);
  const basePath = new URL(connectorOf(sourceId).defaults.base_url).pathname.replace(/\/$/, '');
  const answers = readRecordings(folder).flatMap((recording) => answerOf(folder, recording, basePath));
  return {
    name: sourceId,
    prefix: `/${sourceId}`,
    answer(path, query): Reply {
      const found = answers.find(
        (answer) => answer.path.test(path) && answer.query.every(([name, value]) => query.get(name) === value),
      );
      return found?.reply ?? textReply(404, 'The sample has no answer to this request.');
    },
    changed: (text) => text.replaceAll(new RegExp(changed.pattern, 'g'), changed.replacement),
    rateLimited: textReply(429, 'Too Many Requests'),
  };
}

function answerOf(folder: string, recording: Recording, basePath: string): Answer[] {
  if (recording.serve === false) return [];
  const { pathname, searchParams } = new URL(recording.url);
  const path = recording.serve.path ?? escaped(decodeURI(pathname.slice(basePath.length)));
  const bytes = readFileSync(`${folder}/${recording.file}`);
  return [
    {
      path: new RegExp(`^${path}$`),
      query: recording.serve.query.map((name) => [name, searchParams.get(name)]),
      reply: {
        status: 200,
        contentType: recording.content_type,
        text: bytes.toString('utf8'),
        bytes,
        lastModified: new Date(recording.fetched_at),
      },
    },
  ];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
