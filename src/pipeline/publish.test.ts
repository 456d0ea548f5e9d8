import { describe, expect, it } from 'vitest';
import { WizError } from '../core/errors.ts';
import type { ChangeMessage } from '../model/messages.ts';
import type { ChannelPublication } from '../model/parsed.ts';
import { type PublishDeps, publish } from './publish.ts';

const change = (outbox_id: string, channel = 'rate.1d:FX:EUR-ZAR'): ChangeMessage => ({
  type: 'change',
  outbox_id,
  dataset: 'rate',
  channel,
});

/** The ECB's reference rate of 2022-12-30, as the outbox holds it. */
const row = { base: 'EUR', quote: 'ZAR', date: '2022-12-30', value: '18.0986', source: 'ecb', rev: 1 };
const columns = { ...row, date: [row.date], value: [row.value], rev: [row.rev] };

function deps(purgeFails = false) {
  const said: string[] = [];
  const published: ChannelPublication[] = [];
  const stand: PublishDeps = {
    db: {
      query: async (_, params = []) => {
        const ids = params[0] as string[];
        const kept = ids.filter((id) => id !== '404');
        return kept.map((id) => ({ ...change(id), rows: columns })) as never;
      },
    },
    channel: {
      publish: async (publications) => {
        said.push('publish');
        published.push(...publications);
      },
    },
    cache: {
      purge: async (tags) => {
        said.push(`purge ${tags.join(' ')}`);
        if (purgeFails) throw new WizError('dependency_unavailable', 'the cache is away');
      },
    },
  };
  return { said, published, stand };
}

describe('publish', () => {
  it('brings each change to its channel with its key and order', async () => {
    const { published, stand } = deps();
    await publish([change('7')], stand);
    expect(published).toEqual([
      { channel: 'rate.1d:FX:EUR-ZAR', outboxId: '7', items: [{ key: 'ecb|2022-12-30', final: true, data: row }] },
    ]);
  });

  it('purges each channel once, before subscribers hear of it', async () => {
    const { said, stand } = deps();
    await publish([change('7'), change('8'), change('9', 'rate.1d:FX:EUR-USD')], stand);
    expect(said).toEqual(['purge rate.1d:FX:EUR-ZAR rate.1d:FX:EUR-USD', 'publish']);
  });

  it('publishes even when the caches are away, and is tried again', async () => {
    const { published, stand } = deps(true);
    await expect(publish([change('7')], stand)).rejects.toThrow('the cache is away');
    expect(published.length).toBe(1);
  });

  it('reads a long batch in parts and passes over changes that are cleared', async () => {
    const { published, stand } = deps();
    await publish(
      ['1', '2', '404', '4', '5', '6', '7'].map((id) => change(id)),
      stand,
    );
    expect(published.map(({ outboxId }) => outboxId)).toEqual(['1', '2', '4', '5', '6', '7']);
  });
});
