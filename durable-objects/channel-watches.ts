import { systemClock } from '../src/core/clock.ts';
import { type ErrorCode, toWizError } from '../src/core/errors.ts';
import type { IndicatorsService } from '../src/model/services.ts';
import { parseIndicatorChannel } from '../src/model/symbol.ts';

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

const none: ReadonlyMap<string, Refusal> = new Map();
/** Well before a channel that nobody subscribes to anew counts as one that nobody hears. */
const renewedAfterMs = 86_400_000;

/** Indicators are computed for those who listen: before they are told that somebody does, nothing comes. */
export class ChannelWatches {
  readonly #indicators: Pick<IndicatorsService, 'watch'>;
  readonly #untilMs = new Map<string, number>();

  constructor(indicators: Pick<IndicatorsService, 'watch'>) {
    this.#indicators = indicators;
  }

  /** Those of the channels that `indicators` has to be told of. */
  untold(channels: readonly string[]): string[] {
    const now = systemClock.now();
    return channels.filter((name) => parseIndicatorChannel(name) !== null && (this.#untilMs.get(name) ?? 0) <= now);
  }

  /** Which of the channels nothing will ever come on, and why. */
  async tell(channels: readonly string[]): Promise<ReadonlyMap<string, Refusal>> {
    if (channels.length === 0) return none;
    try {
      const reasons = await this.#indicators.watch(channels);
      const until = systemClock.now() + renewedAfterMs;
      const refused = channels.flatMap((name, at) => {
        const reason = reasons[at] ?? null;
        if (reason === null) this.#untilMs.set(name, until);
        return reason === null ? [] : [[name, { code: 'invalid_request', message: reason }] as const];
      });
      return new Map(refused);
    } catch (error) {
      const { code } = toWizError(error);
      const away = code === 'internal' ? 'dependency_unavailable' : code;
      return new Map(channels.map((name) => [name, { code: away, message: 'the indicators are away: try again' }]));
    }
  }
}
