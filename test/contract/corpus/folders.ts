import type { Dataset } from '../../../src/model/symbol.ts';

/**
 * Records of a corpus file, counted without our parsers. `rejected` and `flagged` name the rules and how often each
 * speaks; `otherKind` is a document that is none of what the connector reads.
 */
export type Expected =
  | {
      readonly records: number;
      /** Datasets whose rows stand for a record each; all but instruments, aliases and series when left out. */
      readonly counts?: readonly Dataset[];
      readonly rejected?: Readonly<Record<string, number>>;
      readonly flagged?: Readonly<Record<string, number>>;
    }
  | 'otherKind';

export interface CorpusFolder {
  readonly source: string;
  /** The subject under which a file is read. */
  readonly subject: string | ((file: string) => string);
  /** Files of the folder that belong to another source are named there. */
  readonly files: Readonly<Record<string, Expected>>;
}

/** By the folder's name below CORPUS_DIR. */
export type CorpusFolders = Readonly<Record<string, CorpusFolder>>;
