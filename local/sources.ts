import { connectors } from '../src/connectors/index.ts';
import type { SourceSettings } from '../src/model/source.ts';
import { readBehaviour, recordedFolder, recordedSources } from './upstream/recordings.ts';
import type { Upstream } from './upstream/upstream.ts';

/** What the shipped figures cover: where their windows begin and which subjects have any. */
const sampleCoverage: Readonly<Record<string, { from: string; subjects?: readonly string[] }>> = {
  ecb: { from: '2019-10-31' },
  'yahoo-chart': {
    from: '2019-06-03',
    subjects: ['NPN.JO', 'SBK.JO', 'MTN.JO', 'SOL.JO', 'AGL.JO', 'SHP.JO', 'FSR.JO', '^J203.JO', 'MSFT', 'NVDA'],
  },
  binance: {
    from: '2021-01-01',
    subjects: ['BTCUSDT:1d', 'BTCUSDT:1h', 'BTCUSDT:1m', 'ETHUSDT:1d', 'NKNUSDT:1m', 'LRCBTC:1m', 'BLZETH:1m'],
  },
  worldbank: {
    from: '1990-01-01',
    subjects: [
      'NY.GDP.MKTP.CD',
      'FP.CPI.TOTL.ZG',
      'SP.POP.TOTL',
      'SL.UEM.TOTL.ZS',
      'EG.ELC.ACCS.ZS',
      'EN.ATM.CO2E.PC',
      'SH.H2O.BASW.ZS',
      'AG.LND.FRST.ZS',
      'EN.POP.DNST',
      'EG.FEC.RNEW.ZS',
    ],
  },
};

/** Every source's settings with its base URL at the local stand-in. Rows that come this way say `is_sample`. */
export function sampleSettings({ bases }: Pick<Upstream, 'bases'>): Record<string, SourceSettings> {
  const recorded = new Set(recordedSources());
  return Object.fromEntries(
    connectors.map(({ source: { source_id, key }, defaults, intakeOnly }) => {
      if (intakeOnly) return [source_id, { ...defaults, is_sample: true }];
      const base_url = (bases as Readonly<Record<string, string>>)[source_id];
      if (base_url === undefined)
        throw new Error(
          `the upstream stand-in has no figures for ${source_id}; record them in local/upstream/recorded/${source_id}`,
        );
      const socket_url = (bases as Readonly<Record<string, string | undefined>>)[`${source_id}-socket`];
      return [
        source_id,
        {
          base_url,
          is_sample: true,
          timeout_ms: 3_000,
          ...(recorded.has(source_id) ? readBehaviour(recordedFolder(source_id)).sample : sampleCoverage[source_id]),
          ...(key && { api_key: 'sample' }),
          ...(socket_url && { socket_url }),
        },
      ];
    }),
  );
}

/** The keys of sources that this machine's environment holds, for live mode. */
export function sourceKeys(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const names = new Set(connectors.flatMap(({ source }) => (source.key === null ? [] : [source.key.name])));
  return Object.fromEntries([...names].flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])));
}

/** True when at least one source's real host answers, whatever it says. */
export async function anySourceReachable(timeoutMs: number): Promise<boolean> {
  const asked = connectors.map(async ({ defaults }) => {
    await fetch(new URL('/', defaults.base_url), {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  });
  const answers = await Promise.allSettled(asked);
  return answers.some(({ status }) => status === 'fulfilled');
}
