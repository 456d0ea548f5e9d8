/** A charting client's requests and how it reads the answers: no status, no content type, only what the JSON says. */
export interface UdfClient {
  send<T>(name: string, parameters?: Readonly<Record<string, string | number>>): Promise<T>;
  history(asked: HistoryRequest): Promise<{ readonly bars: readonly ChartBar[]; readonly noData: boolean }>;
}

interface HistoryRequest {
  readonly symbol: string;
  readonly resolution: string;
  readonly from: number;
  readonly to: number;
  readonly countback?: number;
  readonly currencyCode?: string;
}

export interface ChartBar {
  readonly timeMs: number;
  readonly open: number;
  readonly close: number;
  readonly volume: number;
}

interface Columns {
  readonly s: string;
  readonly errmsg?: string;
  readonly t: readonly number[];
  readonly o: readonly number[];
  readonly c: readonly number[];
  readonly v: readonly number[];
}

export function udfClient(get: (path: string) => Promise<Response>): UdfClient {
  const send: UdfClient['send'] = async (name, parameters = {}) => {
    const pairs = Object.entries(parameters).map(
      ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
    );
    const response = await get(`/udf/${name}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`);
    return JSON.parse(await response.text());
  };
  return {
    send,
    async history(asked) {
      const said = await send<Columns>('history', { ...asked });
      if (said.s !== 'ok' && said.s !== 'no_data') throw new Error(said.errmsg);
      if (said.s === 'no_data') return { bars: [], noData: true };
      const bars = said.t.map((time, at) => ({
        timeMs: time * 1000,
        open: Number(said.o[at]),
        close: Number(said.c[at]),
        volume: Number(said.v[at]),
      }));
      return { bars, noData: false };
    },
  };
}
