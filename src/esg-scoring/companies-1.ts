import { indicatorTable } from './indicator-table.ts';
import type { Method } from './method.ts';

/**
 * Figures of the JSE's Guidance that do not grow with the company: shares and intensities. Tonnes, litres and heads
 * would rank the small before the large and are left out. A weight of 2 is given to the intensities of scope 1 and 2,
 * which every industry is asked for.
 *
 * id | better | weight | SASB general issue category | metric of the JSE's Guidance | years carried | name | series = unit
 */
const environment = `
scope_1_intensity | lower | 2 | GHG emissions | E1.1c | 1 | Direct emissions per revenue | DISCLOSURE:E1.1C.SCOPE_1 = tCO2e_per_ZAR_million
scope_2_intensity | lower | 2 | Energy management | E1.1c | 1 | Emissions of purchased energy per revenue | DISCLOSURE:E1.1C.SCOPE_2 = tCO2e_per_ZAR_million
scope_3_intensity | lower | 1 | GHG emissions | E1.1c | 1 | Emissions of the value chain per revenue | DISCLOSURE:E1.1C.SCOPE_3 = tCO2e_per_ZAR_million
`;

const social = `
women_employed | higher | 1 | Employee engagement, diversity & inclusion | S1.5a | 1 | Employees who are women | DISCLOSURE:S1.5A.WOMEN_SHARE = percent
hdsa_employed | higher | 1 | Employee engagement, diversity & inclusion | S1.5a | 1 | Employees who are historically disadvantaged South Africans | DISCLOSURE:S1.5A.HDSA_SHARE = percent
permanently_employed | higher | 1 | Labor practices | S1.5a | 1 | Employees who are permanent | DISCLOSURE:S1.5A.PERMANENT_SHARE = percent
union_members | higher | 1 | Labor practices | S1.4b | 1 | Employees who belong to a trade union | DISCLOSURE:S1.4B.UNION_SHARE = percent
strike_days | lower | 1 | Labor practices | S1.4c | 1 | Person days lost to industrial action | DISCLOSURE:S1.4C.STRIKE_DAYS_SHARE = percent
staff_turnover | lower | 1 | Employee engagement, diversity & inclusion | S2.3b | 1 | Employee turnover | DISCLOSURE:S2.3B.TURNOVER_SHARE = percent
`;

const governance = `
women_on_board | higher | 1 | Employee engagement, diversity & inclusion | G1.1 | 1 | Board members who are women | DISCLOSURE:G1.1.WOMEN_SHARE = percent
hdsa_on_board | higher | 1 | Employee engagement, diversity & inclusion | G1.1 | 1 | Board members who are historically disadvantaged South Africans | DISCLOSURE:G1.1.HDSA_SHARE = percent
independent_directors | higher | 1 | Business ethics | G1.3 | 1 | Non-executive board members who are independent | DISCLOSURE:G1.3.INDEPENDENT_SHARE = percent
`;

export const companies1: Method = {
  method_id: 'companies',
  version: 1,
  published_on: '2026-11-24',
  pillar_weights: { environment: '1', social: '1', governance: '1' },
  fewest_valued: 2,
  based_on: [
    {
      name: 'JSE: Sustainability Disclosure Guidance (June 2022)',
      url: 'https://www.jse.co.za/our-business/sustainability/jses-sustainability-and-climate-disclosure-guidance',
    },
    { name: 'SASB Standards: general issue categories', url: 'https://sasb.ifrs.org/standards/' },
  ],
  indicators: [
    ...indicatorTable('environment', environment),
    ...indicatorTable('social', social),
    ...indicatorTable('governance', governance),
  ],
};
