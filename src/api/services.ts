import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/log.ts';
import type { AccountService } from '../model/account-service.ts';
import type { CleanService, History, HistoryRequest, IndicatorsService, IngestService } from '../model/services.ts';
import type { TextModel } from '../model/text-model.ts';
import type { Database } from '../storage/client.ts';
import type { BarBlocks } from './both-stores/bar-blocks.ts';
import type { CursorSeal } from './cursor-seal.ts';
import type { Readiness } from './readiness.ts';

/** What endpoints work with. Nothing here knows HTTP. */
export interface ApiServices {
  readonly clock: Clock;
  readonly log: Logger;
  /** With the right to read only. */
  readonly db: Database;
  readonly lake: StoredObjects;
  readonly blocks: BarBlocks;
  readonly ingest: Pick<IngestService, 'runNow' | 'intake' | 'backfill'>;
  readonly clean: CleanService;
  readonly indicators: Omit<IndicatorsService, 'watch'>;
  readonly accounts: AccountService;
  readonly cursors: CursorSeal;
  /** A key or a member is no longer what it was: this isolate asks anew. */
  forget(id: string): void;
  readiness(): Promise<Readiness>;
  /** Puts insights into other words and plans questions, where the deployment has one. */
  readonly textModel?: TextModel | null;
  readonly channel: { history(request: HistoryRequest): Promise<History> };
}

/** Payloads, cold bars and published files, to be read. R2 has this shape. */
export interface StoredObjects {
  get(
    key: string,
    options?: { readonly range: { readonly offset: number; readonly length: number } },
  ): Promise<StoredObject | null>;
}

interface StoredObject {
  readonly body: ReadableStream;
  /** Of the whole object, whatever part of it was asked for. */
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}
