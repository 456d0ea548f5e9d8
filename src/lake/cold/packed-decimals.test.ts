import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/seeded-random.ts';
import { drawDecimal, minuteBar } from './examples.ts';
import { type BarDecimals, packDecimals, unpackDecimals } from './packed-decimals.ts';

const decimalsOf = ({ open, high, low, close, volume }: BarDecimals): BarDecimals => ({
  open,
  high,
  low,
  close,
  volume,
});
const back = (bars: readonly BarDecimals[]): BarDecimals[] => packDecimals(bars).map(unpackDecimals);

describe('the decimals of a bar', () => {
  test('are the body and the wicks of a candlestick', () => {
    expect(packDecimals([minuteBar])[0]).toEqual({
      close_unscaled: 5_463_119n,
      open_from_close: 2_782n,
      upper_wick: 1_099n,
      lower_wick: 3_456n,
      price_scale: 2,
      volume_unscaled: 6_854_042n,
      volume_scale: 5,
      published_decimals: '8,8,8,8,8',
      decimals_as_text: null,
    });
  });

  test('come back digit by digit, however a source writes them', () => {
    const random = seededRandom(11);
    const draw = () => (random.whole(0, 9) === 0 ? null : drawDecimal(random));
    for (let round = 0; round < 400; round += 1) {
      const bars = Array.from({ length: random.whole(1, 12) }, () => ({
        open: draw(),
        high: draw(),
        low: draw(),
        close: drawDecimal(random),
        volume: draw(),
      }));
      expect(back(bars)).toEqual(bars);
    }
  });

  test('come back where high lies below low', () => {
    const upsideDown = { open: '5', high: '-3.5', low: '1000', close: '7.25', volume: '-1' };
    expect(back([upsideDown])).toEqual([upsideDown]);
    expect(packDecimals([upsideDown])[0]?.decimals_as_text).toBeNull();
  });

  test('are text in the one bar that has more digits than the others', () => {
    const odd = { ...decimalsOf(minuteBar), close: '54631.1900000000000001' };
    const packed = packDecimals([...Array<BarDecimals>(50).fill(minuteBar), odd]);
    expect(packed.map(({ decimals_as_text }) => decimals_as_text !== null)).toEqual([...Array(50).fill(false), true]);
    expect(unpackDecimals(packed[50] ?? raise())).toEqual(odd);
  });

  test('are text where they are longer than 64 bits', () => {
    const huge = { ...decimalsOf(minuteBar), volume: '123456789012345678901234567890' };
    expect(packDecimals([huge])[0]?.decimals_as_text).toBe(JSON.stringify(huge));
    expect(back([huge])).toEqual([huge]);
  });

  test('say the same of digits in every bar of a source that always writes as many', () => {
    const full = { open: '1.23', high: '1.25', low: '1.21', close: '1.24', volume: '7' };
    const packed = packDecimals([full, { ...full, open: '1.20', high: null, volume: '10' }]);
    expect(packed.map((each) => each.published_decimals)).toEqual(['2,2,2,2,0', '2,2,2,2,0']);
  });

  test('say nothing of digits where no zero ends them', () => {
    const trimmed = { open: '54659.01', high: '54670', low: '54596.6', close: '54631.19', volume: null };
    expect(packDecimals([trimmed, { ...trimmed, open: '1' }]).map((each) => each.published_decimals)).toEqual([
      null,
      null,
    ]);
  });
});

function raise(): never {
  throw new Error('there is no such bar');
}
