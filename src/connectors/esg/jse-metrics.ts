import type { Series } from '../../model/records.ts';

/**
 * What a figure counts, and the units it may come in. The first unit is the plain one: a figure in another is a series
 * of its own, because two units never share one.
 */
export const dimensions = {
  people: ['persons', 'thousand_persons'],
  events: ['count'],
  share: ['percent'],
  duration: ['years', 'days', 'hours'],
  money: ['ZAR', 'ZAR_thousand', 'ZAR_million', 'ZAR_billion', 'USD', 'USD_million'],
  emissions: ['tCO2e', 'ktCO2e', 'MtCO2e'],
  emissions_per_revenue: ['tCO2e_per_ZAR_million'],
  volume: ['kl', 'm3', 'Ml'],
  mass: ['t', 'kg', 'kt'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Dimension = keyof typeof dimensions;

interface Metric {
  readonly name: string;
  readonly dimension: Dimension;
}

/**
 * Figures that issuers publish under the metrics of the JSE Sustainability Disclosure Guidance (June 2022), by the code
 * of the metric. The codes are those that Pick n Pay Stores prints beside its figures in the databook of its ESG report
 * 2023 (column "JSE", pages 30 to 41), which names the Guidance as what it reports against; the names are short forms of
 * that databook's. A metric that stands in no databook read so far is not in this table.
 */
const metrics: Readonly<Record<string, Readonly<Record<string, readonly [string, Dimension]>>>> = {
  'G1.1': {
    women: ['Board members who are women', 'people'],
    women_share: ['Board members who are women, share', 'share'],
    hdsa: ['Board members who are historically disadvantaged South Africans', 'people'],
    hdsa_share: ['Board members who are historically disadvantaged South Africans, share', 'share'],
  },
  'G1.3': {
    independent: ['Board members who are independent', 'people'],
    independent_share: ['Non-executive board members who are independent, share', 'share'],
    executive_service: ['Average service of executive directors', 'duration'],
    non_executive_service: ['Average service of non-executive directors', 'duration'],
    service: ['Average service of directors', 'duration'],
    age: ['Average age of directors', 'duration'],
  },
  'G3.2b': { contributions: ['Contributions to political parties', 'money'] },
  'G4.1': {
    incidents: ['Environmental incidents', 'events'],
    complaints: ['Environmental complaints', 'events'],
  },
  'G4.2': {
    losses: ['Losses from legal proceedings and fines', 'money'],
    environmental_fines: ['Environmental fines and non-compliances', 'events'],
  },
  'G5.1a': { taxes_paid: ['Taxes and other payments to government', 'money'] },
  'S1.1a': { under_30_share: ['Employees under the age of 30, share', 'share'] },
  'S1.2c': { highest_pay: ['Annual remuneration of the highest paid employee', 'money'] },
  'S1.4b': { union_share: ['Employees who belong to a trade union, share', 'share'] },
  'S1.4c': {
    strike_days: ['Person days lost to industrial action', 'duration'],
    strike_days_share: ['Person days lost to industrial action, share', 'share'],
  },
  'S1.5a': {
    permanent: ['Permanent employees', 'people'],
    fixed_term: ['Employees for a fixed term', 'people'],
    temporary: ['Temporary employees', 'people'],
    south_africa: ['Employees and contractors in South Africa', 'people'],
    hdsa_share: ['Employees who are historically disadvantaged South Africans, share', 'share'],
    women_share: ['Employees who are women, share', 'share'],
    permanent_share: ['Employees who are permanent, share', 'share'],
  },
  'S1.5b': { contractors: ['Employees of contractors', 'people'] },
  'S2.1a': { assessed: ['Operations with a human rights assessment', 'events'] },
  'S2.2': {
    trained: ['Employees trained', 'people'],
    spend: ['Spending on training of employees', 'money'],
  },
  'S2.3b': { turnover_share: ['Employee turnover', 'share'] },
  'S2.4a': {
    turnover: ['Turnover generated', 'money'],
    compensation: ['Compensation paid to employees', 'money'],
    capital_providers: ['Payments to providers of capital', 'money'],
    social_investment: ['Corporate social investment', 'money'],
  },
  'S3.1a': { fatalities: ['Work-related fatalities', 'people'] },
  'S3.1b': {
    lost_time_injuries: ['Lost time injuries', 'events'],
    medical_treatments: ['Medical treatment cases', 'events'],
  },
  'S4.1b': { recalls: ['Product recalls', 'events'] },
  'E1.1a': {
    scope_1: ['Greenhouse gas emissions, scope 1', 'emissions'],
    scope_2: ['Greenhouse gas emissions, scope 2', 'emissions'],
    scope_3: ['Greenhouse gas emissions, scope 3', 'emissions'],
  },
  'E1.1c': {
    scope_1: ['Intensity of emissions, scope 1', 'emissions_per_revenue'],
    scope_2: ['Intensity of emissions, scope 2', 'emissions_per_revenue'],
    scope_3: ['Intensity of emissions, scope 3', 'emissions_per_revenue'],
  },
  'E2.1a': { consumed: ['Water consumed', 'volume'] },
  'E4.1a': {
    landfill: ['Non-hazardous waste to landfill', 'mass'],
    recycled: ['Non-hazardous waste sent for recycling', 'mass'],
    total: ['Non-hazardous waste, disposed and recycled', 'mass'],
  },
  'E4.1b': { disposed: ['Hazardous waste disposed', 'mass'] },
};

/** The figures of a metric by the name of their measure, or undefined where the code is not known. */
export function measuresOf(code: string): ReadonlyMap<string, Metric> | undefined {
  const measures = metrics[code];
  if (measures === undefined) return undefined;
  return new Map(Object.entries(measures).map(([measure, [name, dimension]]) => [measure, { name, dimension }]));
}

/** The Guidance numbers governance by G, society by S and the environment by E. */
export function topicOf(code: string): Series['topic'] {
  if (code.startsWith('G')) return 'governance';
  return code.startsWith('S') ? 'social' : 'environment';
}
