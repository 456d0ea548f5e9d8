import type { Clock } from '../core/clock.ts';
import type { CleanService, History, HistoryRequest, IngestService } from '../model/services.ts';
import type { Database } from '../storage/client.ts';
import type { Readiness } from './readiness.ts';

/** What endpoints work with. Nothing here knows HTTP. */
export interface ApiServices {
  readonly clock: Clock;
  /** With the right to read only. */
  readonly db: Database;
  readonly lake: PayloadStore;
  readonly ingest: Pick<IngestService, 'runNow' | 'intake' | 'backfill'>;
  readonly clean: Pick<CleanService, 'replay' | 'resend'>;
  readiness(): Promise<Readiness>;
  readonly channel: { history(request: HistoryRequest): Promise<History> };
}

/** R2 has this shape. */
export interface PayloadStore {
  get(key: string): Promise<{ readonly body: ReadableStream; readonly size: number } | null>;
}
