import { newId } from '../src/core/ids.ts';

export interface Frame {
  readonly received_at: string;
  readonly text: string;
}

/** Frames that will be one payload of the lake. Its id is known from the first frame on, its time when it is sealed. */
export interface FrameBatch {
  readonly fetch_id: string;
  readonly url: string;
  readonly sealed_at: string | null;
}

/** Frames that were received and are not in the lake yet, kept in the object's database across a crash. */
export class FrameBuffer {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS batch (fetch_id TEXT PRIMARY KEY, url TEXT NOT NULL, sealed_at TEXT);
      CREATE TABLE IF NOT EXISTS frame (
        position INTEGER PRIMARY KEY AUTOINCREMENT, fetch_id TEXT NOT NULL, received_at TEXT NOT NULL, text TEXT NOT NULL
      );`);
  }

  /** Keeps the frames and answers the batch that they belong to. */
  add(frames: readonly Frame[], url: string): FrameBatch {
    const batch = this.batches().find((open) => open.url === url && open.sealed_at === null) ?? this.#begin(url);
    for (const { received_at, text } of frames) {
      this.#sql.exec(
        'INSERT INTO frame (fetch_id, received_at, text) VALUES (?, ?, ?)',
        batch.fetch_id,
        received_at,
        text,
      );
    }
    return batch;
  }

  batches(): FrameBatch[] {
    return this.#sql
      .exec<{ fetch_id: string; url: string; sealed_at: string | null }>(
        'SELECT fetch_id, url, sealed_at FROM batch ORDER BY fetch_id',
      )
      .toArray();
  }

  /** From here on new frames begin a new batch: the bytes of this one are settled, whatever happens next. */
  seal(fetchId: string, now: string): string {
    return this.#sql
      .exec<{ sealed_at: string }>(
        'UPDATE batch SET sealed_at = COALESCE(sealed_at, ?) WHERE fetch_id = ? RETURNING sealed_at',
        now,
        fetchId,
      )
      .one().sealed_at;
  }

  frames(fetchId: string): Frame[] {
    const rows = this.#sql.exec<{ received_at: string; text: string }>(
      'SELECT received_at, text FROM frame WHERE fetch_id = ? ORDER BY position',
      fetchId,
    );
    return rows.toArray();
  }

  size(fetchId: string): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM frame WHERE fetch_id = ?', fetchId).one().n;
  }

  /** The batch is in the lake and on the queue. */
  close(fetchId: string): void {
    this.#sql.exec('DELETE FROM frame WHERE fetch_id = ?', fetchId);
    this.#sql.exec('DELETE FROM batch WHERE fetch_id = ?', fetchId);
  }

  #begin(url: string): FrameBatch {
    const batch = { fetch_id: newId('fetch'), url, sealed_at: null };
    this.#sql.exec('INSERT INTO batch (fetch_id, url) VALUES (?, ?)', batch.fetch_id, url);
    return batch;
  }
}
