import { type Figure, isNumber, saidNumber } from './figure.ts';
import type { Computed } from './insight.ts';

/** A sentence with the figures that stand in it, in their order. */
export interface Said {
  readonly text: string;
  /** `finding.figure`, as in the template. */
  readonly ids: readonly string[];
  readonly figures: readonly Figure[];
}

const slot = /\{([A-Za-z0-9_-]+)\.([a-z0-9_]+)\}/g;

/** The templates' sentences; one that lacks a figure is left out. */
export function saidOf({ findings, sentences }: Pick<Computed, 'findings' | 'sentences'>): Said[] {
  const known = new Map<string, Figure>(
    findings.flatMap((finding) => {
      return Object.entries(finding.figures).map(([name, figure]) => [`${finding.id}.${name}`, figure] as const);
    }),
  );
  return sentences.flatMap((template) => {
    const ids = [...template.matchAll(slot)].map(([, finding, name]) => `${finding}.${name}`);
    const figures = ids.flatMap((id) => known.get(id) ?? []);
    if (figures.length < ids.length || figures.some(({ value }) => value === null)) return [];
    const text = template.replace(slot, (_, finding, name) => shown(known.get(`${finding}.${name}`) as Figure));
    return [{ text, ids, figures }];
  });
}

function shown(figure: Figure): string {
  const value = figure.value ?? '';
  if (!isNumber(figure)) return value;
  return figure.unit === 'percent' ? `${saidNumber(value)}%` : saidNumber(value);
}
