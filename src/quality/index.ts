import type { SeriesRule } from './rule.ts';
import { disagreement } from './rules/disagreement.ts';
import { gap } from './rules/gap.ts';
import { late } from './rules/late.ts';
import { outlier } from './rules/outlier.ts';
import { repeatedBar } from './rules/repeated-bar.ts';
import { splitSanity } from './rules/split-sanity.ts';
import { stalePrice } from './rules/stale-price.ts';
import { unitJump } from './rules/unit-jump.ts';

/** Every rule about stored series; contract tests iterate over them. Each thing that is amiss is one rule's to say. */
export const seriesRules: readonly SeriesRule[] = [
  gap,
  unitJump,
  splitSanity,
  outlier,
  stalePrice,
  repeatedBar,
  disagreement,
  late,
];
