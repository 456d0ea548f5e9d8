import type { AuditedSeries, Expected, Point, SourceSeries } from './series.ts';

/** All rows of an example were collected at once, long after: the past, filled in. */
const collected = '2022-01-05T05:00:00.000Z';

/** A line a session: its day, then open, high, low, close and volume, or the close alone. */
export function pointsOf(unit: string, lines: string): Point[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [day = '', ...figures] = line.trim().split(' ');
      const [open = null, high = null, low = null, close = '', volume = null] =
        figures.length === 1 ? [null, null, null, figures[0]] : figures;
      const known = { fetch_id: 'fetch_017e2856d040', recorded_at: collected, first_recorded_at: collected };
      return {
        period: day,
        session: null,
        time: `${day}T07:00:00.000Z`,
        open,
        high,
        low,
        close,
        volume,
        unit,
        ...known,
      };
    });
}

export const sourceOf = (points: readonly Point[], change: Partial<SourceSeries> = {}): SourceSeries => ({
  ...{ source: 'yahoo-csv', rank: 3, price_basis: 'split_adjusted', cadence_seconds: 86_400, points },
  ...change,
});

export const auditedOf = (series: SourceSeries, change: Partial<AuditedSeries> = {}): AuditedSeries => ({
  ...{ dataset: 'bar', interval: '1d', series, others: [], actions: [], expected: null },
  ...change,
});

/** Sessions of the JSE, with the publication of closing prices five minutes after the close. */
export const sessionsOn = (days: readonly string[]): Expected[] =>
  days.map((day) => ({ period: day, starts: `${day}T07:00:00.000Z`, ends: `${day}T15:05:00.000Z` }));

export const without = (audited: AuditedSeries, periods: readonly string[]): AuditedSeries => ({
  ...audited,
  series: { ...audited.series, points: audited.series.points.filter(({ period }) => !periods.includes(period)) },
});

/** Yahoo Finance, VOD.JO, in cents; Monday the 22nd was a public holiday. */
const vodacomPoints = pointsOf(
  'ZAc',
  `2010-03-15 5460 5520 5401 5470 2985731
   2010-03-16 5519 5519 5450 5480 3317009
   2010-03-17 5490 5577 5452 5509 6604908
   2010-03-18 5550 5651 5454 5651 6510360
   2010-03-19 5640 5790 5520 5710 3184635
   2010-03-23 5691 5697 5580 5601 5818185
   2010-03-24 5600 5719 5581 5650 3058594
   2010-03-25 5650 5710 5600 5615 2544591
   2010-03-26 5670 5670 5600 5630 2528985`,
);
const vodacomSessions = sessionsOn(vodacomPoints.map(({ period }) => period));
export const vodacom = auditedOf(sourceOf(vodacomPoints), { expected: vodacomSessions });

/** The same as if it had been collected on each evening, but for two days that came on a Friday. */
export const vodacomLate = auditedOf(
  sourceOf(
    vodacomPoints.map((point) => {
      const day = ['2010-03-23', '2010-03-24'].includes(point.period) ? '2010-03-26' : point.period;
      return { ...point, recorded_at: `${day}T17:00:00.000Z`, first_recorded_at: `${day}T17:00:00.000Z` };
    }),
  ),
  { expected: vodacomSessions },
);

/** Yahoo Finance, CFR.JO, in cents: three weeks that the vendor lost and filled with the last close. */
export const richemont = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2008-07-25 4516 4600 4470 4530 4680735
       2008-07-28 4530 4550 4400 4400 4441784
       2008-07-29 4400 4400 4400 4400 0
       2008-07-30 4400 4400 4400 4400 0
       2008-07-31 4400 4400 4400 4400 0
       2008-08-01 4400 4400 4400 4400 0
       2008-08-04 4400 4400 4400 4400 0
       2008-08-05 4400 4400 4400 4400 0
       2008-08-18 4675 4675 4455 4455 8200704`,
    ),
  ),
);

/** Yahoo Finance, CPI.JO, in cents, at the end of its first year: the 24th is the 23rd once more. */
export const capitec = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2002-12-18 255.951004 255.951004 255.951004 255.951004 71
       2002-12-19 264.450989 264.450989 255.005997 255.005997 11400
       2002-12-20 255.005997 255.005997 255.005997 255.005997 0
       2002-12-23 255.951004 255.951004 255.951004 255.951004 2384
       2002-12-24 255.951004 255.951004 255.951004 255.951004 2384
       2002-12-27 255.951004 255.951004 255.951004 255.951004 2143`,
    ),
  ),
);

/** Yahoo Finance, REM.JO, closes in cents: of 2019-07-19 in shares that had not been divided by what it handed out later. */
export const remgro = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2019-07-01 13733.700195
       2019-07-02 13673.799805
       2019-07-03 13596.299805
       2019-07-04 13646.799805
       2019-07-05 13678.900391
       2019-07-08 13724.200195
       2019-07-09 13535.700195
       2019-07-10 13784.900391
       2019-07-11 13712.5
       2019-07-12 13775.400391
       2019-07-15 13669.400391
       2019-07-16 13929.700195
       2019-07-17 13636.5
       2019-07-18 13758.599609
       2019-07-19 18898
       2019-07-22 13575.900391
       2019-07-23 13697.200195
       2019-07-24 13591.200195
       2019-07-25 13371.200195
       2019-07-26 13087.599609
       2019-07-29 13290
       2019-07-30 13169.400391
       2019-07-31 13091.900391
       2019-08-01 13173.099609`,
    ),
  ),
);

/** Yahoo Finance, SOL.JO, closes in cents after the fall of March 2020: a third or a half in a day is ordinary in these weeks. */
export const sasol = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2020-03-10 7167
       2020-03-11 5272
       2020-03-12 3724
       2020-03-13 5078
       2020-03-16 4474
       2020-03-17 3669
       2020-03-18 3400
       2020-03-19 3020
       2020-03-20 2714
       2020-03-23 2188
       2020-03-24 2426
       2020-03-25 2322
       2020-03-26 2893
       2020-03-27 3192
       2020-03-30 3150
       2020-03-31 3693
       2020-04-01 3374
       2020-04-02 4100
       2020-04-03 3970
       2020-04-06 4665
       2020-04-07 7160
       2020-04-08 6891
       2020-04-09 7449
       2020-04-14 6942
       2020-04-15 5952
       2020-04-16 5750`,
    ),
  ),
);

/** Yahoo Finance, MTN.JO, in cents but for one day in rands. */
export const mtn = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2020-10-26 5740 5750 5632 5706 3920839
       2020-10-27 5625 5929 5637 5743 5348284
       2020-10-28 5825 5913 5486 5498 5866424
       2020-10-29 5550 5867 5480 5551 5610737
       2020-10-30 56.200001 59.830002 56.099998 57.790001 10161489
       2020-11-02 5675 5950 5653 5830 5612630
       2020-11-03 5900 6160 5873 6089 6701644
       2020-11-04 6100 6181 5867 6085 4763948`,
    ),
  ),
);
export const mtnInCents = without(mtn, ['2020-10-30']);

/** Yahoo Finance, SSW.JO, which went over from cents to rands on 2023-06-01. */
export const sibanye = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2023-05-25 3540 3609 3463 3507 16900221
       2023-05-26 3475 3599 3433 3453 6744718
       2023-05-29 3466 3506 3402 3432 3912803
       2023-05-30 3439 3537 3385 3423 8970804
       2023-05-31 3480 3548 3426 3501 32605833
       2023-06-01 35.230000 35.380001 34.240002 35.349998 6721030
       2023-06-02 35.689999 36.180000 34.599998 34.970001 8844549`,
    ),
  ),
);

const split = { kind: 'split', amount: null, unit: null, fetch_id: 'fetch_017e2856d041' } as const;

/** Yahoo Finance, MOB.ST, in prices divided by splits: its consolidation on 2023-05-24 forgot the day two days before. */
export const mobergs = auditedOf(
  sourceOf(
    pointsOf(
      'SEK',
      `2023-05-11 22.950000762939453 25.0 22.950000762939453 23.350000381469727 19550
       2023-05-12 23.350000381469727 24.0 22.100000381469727 23.850000381469727 17143
       2023-05-15 23.0 25.799999237060547 22.5 23.0 43709
       2023-05-16 22.75 24.049999237060547 22.5 22.75 16068
       2023-05-17 23.0 23.850000381469727 22.100000381469727 23.649999618530273 19926
       2023-05-19 23.649999618530273 23.850000381469727 22.100000381469727 22.299999237060547 41050
       2023-05-22 2.200000047683716 2.4149999618530273 2.1549999713897705 2.2750000953674316 340215
       2023-05-23 22.75 22.899999618530273 21.75 22.5 13992
       2023-05-24 21.0 24.0 21.0 22.010000228881836 18306
       2023-05-25 21.56999969482422 22.889999389648438 20.0 21.15999984741211 35398`,
    ).map((point) => ({
      ...point,
      recorded_at: '2023-06-01T05:00:00.000Z',
      first_recorded_at: '2023-06-01T05:00:00.000Z',
    })),
  ),
  { actions: [{ ...split, ex_date: '2023-05-24', ratio: '0.1', source: 'yahoo-csv' }] },
);

/** ICE, AAPL as it was traded around its split of four for one on 2020-08-31, and the same divided by it. */
const traded = sourceOf(
  pointsOf(
    'USD',
    `2020-08-21 477.05 499.472 477.0 497.48 84363660
     2020-08-24 514.79 515.14 495.745 503.43 86476442
     2020-08-25 498.79 500.7172 492.21 499.3 52808602
     2020-08-26 504.7165 507.97 500.33 506.09 40618317
     2020-08-27 508.57 509.94 495.33 500.04 38879096
     2020-08-28 504.05 505.77 498.31 499.23 46882479
     2020-08-31 127.58 131.0 126.0 129.04 225631664
     2020-09-01 132.76 134.8 130.53 134.18 152050116`,
  ),
  { source: 'ice-raw', rank: 1, price_basis: 'as_traded' },
);
const divided = sourceOf(
  pointsOf(
    'USD',
    `2020-08-21 119.2625 124.868 119.25 124.37 337454640
     2020-08-24 128.6975 128.785 123.9363 125.8575 345905768
     2020-08-25 124.6975 125.1793 123.0525 124.825 211234408
     2020-08-26 126.1791 126.9925 125.0825 126.5225 162473268
     2020-08-27 127.1425 127.485 123.8325 125.01 155516384
     2020-08-28 126.0125 126.4425 124.5775 124.8075 187529916
     2020-08-31 127.58 131.0 126.0 129.04 225631664`,
  ),
  { source: 'ice-adjusted' },
);
const appleSplit = { ...split, ex_date: '2020-08-31', ratio: '4', source: 'ice-raw' };
export const apple = auditedOf(traded, { others: [divided], actions: [appleSplit] });
export const appleDivided = auditedOf(divided, { others: [traded], actions: [appleSplit] });
/** The split told for a day on which nothing happened. */
export const appleMisdated = auditedOf(traded, { actions: [{ ...appleSplit, ex_date: '2020-08-26' }] });

/** NPN on the JSE in cents: Yahoo's closes are divided by what Naspers handed out in 2019, those of a Kaggle file are not. */
export const naspers = auditedOf(
  sourceOf(
    pointsOf(
      'ZAc',
      `2010-03-15 19078.300781
       2010-03-16 19451.599609
       2010-03-17 19809.300781
       2010-03-18 20267.300781
       2010-03-19 19922.199219`,
    ),
  ),
  {
    others: [
      sourceOf(
        pointsOf(
          'ZAc',
          `2010-03-15 30405.0
           2010-03-16 31000.0
           2010-03-17 31570.0
           2010-03-18 32300.0
           2010-03-19 31750.0`,
        ),
        { source: 'price-file' },
      ),
    ],
  },
);
