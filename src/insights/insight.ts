import type { z } from 'zod';
import type { Figure } from './figure.ts';

/** What is to be read for an insight. Everything is known as of the moment that the caller asks for. */
export type InputSpec =
  /** Closes of days that are over, multiplied by splits and dividends that came after them. */
  | { readonly kind: 'prices'; readonly id: string }
  /** What each source says of the same closes. */
  | { readonly kind: 'closes_by_source'; readonly id: string }
  /** How many units of `quote` one unit of `base` costs. */
  | { readonly kind: 'rates'; readonly base: string; readonly quote: string }
  | { readonly kind: 'observations'; readonly id: string }
  /** Ex-dates of cash dividends. */
  | { readonly kind: 'dividends'; readonly id: string }
  | { readonly kind: 'news'; readonly id: string; readonly of: 'article' | 'announcement' | null }
  /** The last ESG scores of the countries of issuers. */
  | { readonly kind: 'country_scores'; readonly ids: readonly string[] }
  /** The last ESG scores of the companies themselves, where their disclosures are known. */
  | { readonly kind: 'company_scores'; readonly ids: readonly string[] }
  /** The sessions of the instrument's exchange between the first and the last day that was read. */
  | { readonly kind: 'sessions'; readonly id: string };

/** One row that was read. */
export interface InputRow {
  /** The day, or the instant of news. */
  readonly at: string;
  /** A decimal; null where there is none. */
  readonly value: string | null;
  /** Which payloads say so; none of sessions, which are rules. */
  readonly fetch_ids: readonly string[];
  /** The close as it was published, before later splits and dividends. */
  readonly published?: string;
  /** What the row is about, where an input is of several things, and what explains it down to its payloads. */
  readonly about?: string;
  readonly link?: string;
  /** Of a score: all that it was ranked with. */
  readonly ranking?: string;
  /** Of a score: what of its weights has a value, in percent. */
  readonly coverage?: string;
  readonly others?: readonly OtherClose[];
  readonly story?: Story;
}

interface OtherClose {
  readonly source: string;
  /** From the preferred close, as a part of it; null where they cannot be compared. */
  readonly deviation: string | null;
}

/** Of a piece of news. Its words are others': they are quoted and counted, never obeyed and never told to a model. */
export interface Story {
  readonly news_id: string;
  readonly feed_id: string;
  readonly title: string;
  readonly summary: string | null;
}

export interface Input {
  readonly source: string | null;
  readonly unit: string | null;
  readonly is_sample: boolean;
  /** Oldest first. */
  readonly rows: readonly InputRow[];
}

export type Inputs = Readonly<Record<string, Input>>;

/** Rows of an input: those between two days, both inclusive, or all of them. */
export interface EvidenceRef {
  readonly input: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Those about this only. */
  readonly about?: string;
}

export interface Finding {
  readonly id: string;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly evidence: readonly EvidenceRef[];
}

/** A span of somebody's words, with what it was counted as. */
export interface Quotation {
  readonly news_id: string;
  readonly feed_id: string;
  readonly field: 'title' | 'summary';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: string;
}

export type Outcome = Computed | Insufficient;

export interface Computed {
  readonly status: 'computed';
  readonly findings: readonly Finding[];
  /** With slots such as {drawdown.depth}: a finding and its figure. */
  readonly sentences: readonly string[];
  readonly quotations?: readonly Quotation[];
}

/** Too little to say anything: never a number. */
export interface Insufficient {
  readonly status: 'insufficient';
  readonly reason: string;
  readonly needed: number;
  readonly have: number;
}

export interface Insight {
  readonly id: string;
  /** One more whenever the same rows give other figures. */
  readonly version: number;
  readonly title: string;
  readonly question: string;
  readonly method: { readonly formula: string; readonly source: string; readonly notes: readonly string[] };
  readonly parameters: z.ZodObject;
  /** Of the scarcest input. */
  readonly minimumRows: number;
  inputs(parameters: unknown): Readonly<Record<string, InputSpec>>;
  /** Pure: the same rows and parameters give the same figures. */
  compute(inputs: Inputs, parameters: unknown): Outcome;
}

interface Definition<P extends z.ZodObject, N extends string>
  extends Omit<Insight, 'parameters' | 'inputs' | 'compute'> {
  readonly parameters: P;
  inputs(parameters: z.output<P>): Readonly<Record<N, InputSpec>>;
  compute(inputs: Readonly<Record<N, Input>>, parameters: z.output<P>): Outcome;
}

/** An insight as the registry holds it: its own types are forgotten, its schema makes the parameters that it gets. */
export const insight = <P extends z.ZodObject, N extends string>(definition: Definition<P, N>): Insight =>
  definition as unknown as Insight;

/** Null where there are enough. */
export function tooFew(have: number, needed: number, what: string): Insufficient | null {
  if (have >= needed) return null;
  return { status: 'insufficient', reason: `${what}: ${needed} are needed, there are ${have}`, needed, have };
}

/** Enough rows, but not such as could answer. */
export const cannot = (reason: string, have: number): Insufficient => ({
  ...{ status: 'insufficient', reason, needed: have, have },
});

/** All rows of these inputs. */
export const allOf = (...inputs: readonly string[]): EvidenceRef[] =>
  inputs.map((input) => ({ input, from: null, to: null }));

export const between = (input: string, from: string, to: string): EvidenceRef => ({ input, from, to });
