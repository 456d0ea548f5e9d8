import { streamLimits } from './limits.ts';

/** How far a reader has come, as kept with a hibernating socket. */
interface ProgressMark {
  readonly sent: number;
  readonly read: number;
}

/**
 * The runtime tells nobody how much of a socket's output is still waiting, so the reader proves it: each stretch of
 * frames ends in a `ping` that carries the count sent so far, and only who has read the stretch can answer it. A client
 * with little traffic is never asked. A pong beyond what was asked proves nothing.
 */
export class ReaderProgress {
  #sent: number;
  #asked: number;
  #read: number;

  constructor(mark: ProgressMark = { sent: 0, read: 0 }) {
    this.#sent = mark.sent;
    this.#asked = mark.sent;
    this.#read = mark.read;
  }

  get mark(): ProgressMark {
    return { sent: this.#sent, read: this.#read };
  }

  get tooSlow(): boolean {
    return this.#sent - this.#read > streamLimits.unreadBytes;
  }

  /** Counts a frame; true when a ping is due. */
  sent(bytes: number): boolean {
    this.#sent += bytes;
    return this.#sent - this.#asked >= streamLimits.pingBytes;
  }

  /** The id of the ping to send now. */
  ask(): number {
    this.#asked = this.#sent;
    return this.#asked;
  }

  proven(id: number): void {
    if (id > this.#read && id <= this.#asked) this.#read = id;
  }
}
