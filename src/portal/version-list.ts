import type { Article } from './article.ts';
import type { Block } from './blocks.ts';
import type { Reference } from './reference.ts';

/** The versions that can be asked for, and the operations that will be gone. */
export function versionList({ versions, operations }: Reference): Article {
  const leaving = operations.filter(({ deprecated }) => deprecated);
  return {
    title: 'Versions',
    blocks: [
      { heading: 'Versions', level: 1 },
      {
        text: 'A change that breaks programs makes a new version, named by its day; what is only added makes none. Send `Wiz-Version` with a day of this list to have answers look as they did in that version. Left out, it is the one that your key is pinned to, or the newest. Every answer says which it was. Problems and the stream are the same in all.',
      },
      ...versions.flatMap(({ date, description, changes }): Block[] => [
        { heading: date, level: 2 },
        { text: description },
        ...(changes.length === 0
          ? []
          : [
              {
                list: changes.map(
                  (change) => `[${change.operation}](/docs/${change.operation}): ${change.description}`,
                ),
              },
            ]),
      ]),
      { heading: 'What will be gone', level: 2 },
      {
        text: 'An operation that will be gone says so on every answer, half a year ahead or more: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and a `Link` to the one that takes its place.',
      },
      leaving.length === 0
        ? { text: 'None.' }
        : { list: leaving.map(({ operationId, summary }) => `[${operationId}](/docs/${operationId}): ${summary}`) },
    ],
  };
}
