import { type PriceRange, priceRange, pushRange } from '../folds/price-range.ts';
import { pushRing, ring } from '../folds/ring.ts';
import { bars, indicator } from '../indicator.ts';

const middle = ({ high, low }: PriceRange): number => (high + low) / 2;

export const ichimoku = indicator({
  id: 'ichimoku',
  title: 'Ichimoku Kinko Hyo',
  group: 'trend',
  formula:
    'conversion, base, B = (highest high + lowest low) / 2 of three periods; A = (conversion + base) / 2; span_a and span_b are A and B of `displacement` bars ago, the cloud that stands at this bar',
  source: 'Goichi Hosoda (Ichimoku Sanjin), 1969',
  notes: [
    'The lagging span is the close drawn `displacement` bars back: it is the close itself here, since drawing it there would look ahead.',
    'Libraries that do not displace (trading-signals) show as span what stands at a later bar; displacement 0 gives theirs.',
  ],
  inputs: ['high', 'low'],
  params: {
    conversion: bars(9, 'bars of the conversion line'),
    base: bars(26, 'bars of the base line'),
    span: bars(52, 'bars of span B'),
    displacement: bars(26, 'bars that the spans are drawn ahead', 0),
  },
  outputs: { conversion: 'price', base: 'price', span_a: 'price', span_b: 'price' },
  warmup: ({ conversion, base, span, displacement }) => Math.max(conversion, base, span) - 1 + displacement,
  init: ({ conversion, base, span, displacement }) => ({
    conversion: priceRange(conversion),
    base: priceRange(base),
    span: priceRange(span),
    cloudA: ring(displacement + 1),
    cloudB: ring(displacement + 1),
  }),
  step({ conversion, base, span, cloudA, cloudB }, { high, low }, out, slot) {
    const known = pushRange(conversion, high, low);
    const baseKnown = pushRange(base, high, low);
    const spanKnown = pushRange(span, high, low);
    if (!known || !baseKnown || !spanKnown) return;
    pushRing(cloudA, (middle(conversion) + middle(base)) / 2);
    pushRing(cloudB, middle(span));
    if (!cloudA.full) return;
    out[slot] = middle(conversion);
    out[slot + 1] = middle(base);
    out[slot + 2] = cloudA.cells[cloudA.at] as number;
    out[slot + 3] = cloudB.cells[cloudB.at] as number;
  },
});
