import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/seeded-random.ts';
import { drawDecimal, minuteBar } from './examples.ts';
import { type BarDecimals, packDecimals, unpackDecimals } from './packed-decimals.ts';

const decimalsOf = ({ open, high, low, close, volume, turnover }: BarDecimals): BarDecimals => ({
  open,
  high,
  low,
  close,
  volume,
  turnover,
});
const back = (bars: readonly BarDecimals[]): BarDecimals[] => packDecimals(bars).map(unpackDecimals);

describe('the decimals of a bar', () => {
  test('are the body and the wicks of a candlestick, and what its volume cost beyond the close', () => {
    expect(packDecimals([minuteBar])[0]).toEqual({
      close_unscaled: 5_463_119n,
      open_from_close: 2_782n,
      upper_wick: 1_099n,
      lower_wick: 3_456n,
      price_scale: 2,
      volume_unscaled: 6_854_042n,
      volume_scale: 5,
      turnover_from_close: 3_026_771_165n,
      published_decimals: '8,8,8,8,8,8',
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
        turnover: draw(),
      }));
      expect(back(bars)).toEqual(bars);
    }
  });

  test('come back where high lies below low', () => {
    const upsideDown = { open: '5', high: '-3.5', low: '1000', close: '7.25', volume: '-1', turnover: '-7' };
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

  test('come back where turnover has more than 64 bits, as long as its distance has less', () => {
    // Binance, BTCUSDT: the first minute of 2021-10-11, ten million times over.
    const year = { ...decimalsOf(minuteBar), volume: '685404200.00001', turnover: '37447473848163.0054631' };
    expect(packDecimals([year])[0]).toMatchObject({
      turnover_from_close: 30_267_711_644_591_512n,
      decimals_as_text: null,
    });
    expect(back([year])).toEqual([year]);
  });

  test('come back where turnover has places that neither the price nor the volume has', () => {
    const even = { ...decimalsOf(minuteBar), close: '54631', volume: '70', turnover: '3744747.3848163' };
    expect(packDecimals([even])[0]?.decimals_as_text).toBeNull();
    expect(back([even])).toEqual([even]);
  });

  test('are text where a turnover has no volume beside it', () => {
    const alone = { ...decimalsOf(minuteBar), volume: null };
    expect(packDecimals([alone])[0]?.decimals_as_text).toBe(JSON.stringify(alone));
    expect(back([alone])).toEqual([alone]);
  });

  test('say the same of digits in every bar of a source that always writes as many', () => {
    const full = { open: '1.23', high: '1.25', low: '1.21', close: '1.24', volume: '7', turnover: null };
    const packed = packDecimals([full, { ...full, open: '1.20', high: null, volume: '10' }]);
    expect(packed.map((each) => each.published_decimals)).toEqual(['2,2,2,2,0,', '2,2,2,2,0,']);
  });

  test('say nothing of digits where no zero ends them', () => {
    const nothing = { volume: null, turnover: null };
    const trimmed = { open: '54659.01', high: '54670', low: '54596.6', close: '54631.19', ...nothing };
    expect(packDecimals([trimmed, { ...trimmed, open: '1' }]).map((each) => each.published_decimals)).toEqual([
      null,
      null,
    ]);
  });
});

function raise(): never {
  throw new Error('there is no such bar');
}
