import type { Series } from '../../model/records.ts';

/**
 * The columns of the CO2 file with their unit, from the codebook of 2024-06-26 (github.com/owid/co2-data); the file of
 * 2020 has a subset of them. Carbon dioxide is counted in tonnes of CO2, all greenhouse gases in tonnes of CO2e.
 */
const columnsByUnit: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  persons: {
    population: 'Population',
  },
  international_dollar_2011: {
    gdp: 'Gross domestic product (GDP)',
  },
  MtCO2: {
    cement_co2: 'Annual CO₂ emissions from cement',
    co2: 'Annual CO₂ emissions',
    co2_growth_abs: 'Annual CO₂ emissions growth (abs)',
    co2_including_luc: 'Annual CO₂ emissions including land-use change',
    co2_including_luc_growth_abs: 'Growth rate of emissions including land-use change',
    coal_co2: 'Annual CO₂ emissions from coal',
    consumption_co2: 'Annual consumption-based CO₂ emissions',
    cumulative_cement_co2: 'Cumulative CO₂ emissions from cement',
    cumulative_co2: 'Cumulative CO₂ emissions',
    cumulative_co2_including_luc: 'Cumulative CO₂ emissions including land-use change',
    cumulative_coal_co2: 'Cumulative CO₂ emissions from coal',
    cumulative_flaring_co2: 'Cumulative CO₂ emissions from flaring',
    cumulative_gas_co2: 'Cumulative CO₂ emissions from gas',
    cumulative_luc_co2: 'Cumulative CO₂ emissions from land-use change',
    cumulative_oil_co2: 'Cumulative CO₂ emissions from oil',
    cumulative_other_co2: 'Cumulative CO₂ emissions from other industry',
    flaring_co2: 'Annual CO₂ emissions from flaring',
    gas_co2: 'Annual CO₂ emissions from gas',
    land_use_change_co2: 'Annual CO₂ emissions from land-use change',
    oil_co2: 'Annual CO₂ emissions from oil',
    other_industry_co2: 'Annual CO₂ emissions from other industry',
    trade_co2: 'Annual CO₂ emissions embedded in trade',
  },
  tCO2_per_person: {
    cement_co2_per_capita: 'Annual CO₂ emissions from cement (per capita)',
    co2_including_luc_per_capita: 'Annual CO₂ emissions including land-use change per capita',
    co2_per_capita: 'Annual CO₂ emissions (per capita)',
    coal_co2_per_capita: 'Annual CO₂ emissions from coal (per capita)',
    consumption_co2_per_capita: 'Per capita consumption-based CO₂ emissions',
    flaring_co2_per_capita: 'Annual CO₂ emissions from flaring (per capita)',
    gas_co2_per_capita: 'Annual CO₂ emissions from gas (per capita)',
    land_use_change_co2_per_capita: 'Annual CO₂ emissions from land-use change per capita',
    oil_co2_per_capita: 'Annual CO₂ emissions from oil (per capita)',
    other_co2_per_capita: 'Annual CO₂ emissions from other industry (per capita)',
  },
  percent: {
    co2_growth_prct: 'Annual CO₂ emissions growth (%)',
    co2_including_luc_growth_prct: 'Growth rate of emissions including land-use change (%)',
    share_global_cement_co2: 'Share of global annual CO₂ emissions from cement',
    share_global_co2: 'Share of global annual CO₂ emissions',
    share_global_co2_including_luc: 'Share of global annual CO₂ emissions including land-use change',
    share_global_coal_co2: 'Share of global annual CO₂ emissions from coal',
    share_global_cumulative_cement_co2: 'Share of global cumulative CO₂ emissions from cement',
    share_global_cumulative_co2: 'Share of global cumulative CO₂ emissions',
    share_global_cumulative_co2_including_luc: 'Share of global cumulative CO₂ emissions including land-use change',
    share_global_cumulative_coal_co2: 'Share of global cumulative CO₂ emissions from coal',
    share_global_cumulative_flaring_co2: 'Share of global cumulative CO₂ emissions from flaring',
    share_global_cumulative_gas_co2: 'Share of global cumulative CO₂ emissions from gas',
    share_global_cumulative_luc_co2: 'Share of global cumulative CO₂ emissions from land-use change',
    share_global_cumulative_oil_co2: 'Share of global cumulative CO₂ emissions from oil',
    share_global_cumulative_other_co2: 'Share of global cumulative CO₂ emissions from other industry',
    share_global_flaring_co2: 'Share of global annual CO₂ emissions from flaring',
    share_global_gas_co2: 'Share of global annual CO₂ emissions from gas',
    share_global_luc_co2: 'Share of global annual CO₂ emissions from land-use change',
    share_global_oil_co2: 'Share of global annual CO₂ emissions from oil',
    share_global_other_co2: 'Share of global annual CO₂ emissions from other industry',
    share_of_temperature_change_from_ghg: 'Share of contribution to global warming',
    trade_co2_share: 'Share of annual CO₂ emissions embedded in trade',
  },
  kgCO2_per_international_dollar: {
    co2_including_luc_per_gdp: 'Annual CO₂ emissions including land-use change per GDP',
    co2_per_gdp: 'Annual CO₂ emissions per GDP',
    consumption_co2_per_gdp: 'Annual consumption-based CO₂ emissions per GDP',
  },
  kgCO2_per_kWh: {
    co2_including_luc_per_unit_energy: 'Annual CO₂ emissions including land-use change per unit energy',
    co2_per_unit_energy: 'Annual CO₂ emissions per unit energy',
  },
  kWh_per_person: {
    energy_per_capita: 'Primary energy consumption per capita',
  },
  kWh_per_international_dollar: {
    energy_per_gdp: 'Primary energy consumption per GDP',
  },
  tCO2e_per_person: {
    ghg_excluding_lucf_per_capita: 'Total greenhouse gas emissions per capita excluding land-use change and forestry',
    ghg_per_capita: 'Total greenhouse gas emissions per capita including land-use change and forestry',
    methane_per_capita: 'Total methane emissions per capita including land-use change and forestry',
    nitrous_oxide_per_capita: 'Total nitrous oxide emissions per capita including land-use change and forestry',
  },
  MtCO2e: {
    methane: 'Total methane emissions including land-use change and forestry',
    nitrous_oxide: 'Total nitrous oxide emissions including land-use change and forestry',
    total_ghg: 'Total greenhouse gas emissions including land-use change and forestry',
    total_ghg_excluding_lucf: 'Total greenhouse gas emissions excluding land-use change and forestry',
  },
  TWh: {
    primary_energy_consumption: 'Primary energy consumption',
  },
  '°C': {
    temperature_change_from_ch4: 'Change in global mean surface temperature caused by methane emissions',
    temperature_change_from_co2: 'Change in global mean surface temperature caused by CO₂ emissions',
    temperature_change_from_ghg: 'Change in global mean surface temperature caused by greenhouse gas emissions',
    temperature_change_from_n2o: 'Change in global mean surface temperature caused by nitrous oxide emissions',
  },
};

export interface OwidColumn {
  readonly name: string;
  readonly unit: string;
  readonly topic: Series['topic'];
}

const topics: Readonly<Record<string, Series['topic']>> = { population: 'social', gdp: 'macro' };

export const owidColumns: ReadonlyMap<string, OwidColumn> = new Map(
  Object.entries(columnsByUnit).flatMap(([unit, columns]) =>
    Object.entries(columns).map(([column, name]) => [column, { name, unit, topic: topics[column] ?? 'environment' }]),
  ),
);
