import { indicatorTable } from './indicator-table.ts';
import type { Method } from './method.ts';

/**
 * A weight of 2 is given to what the Sustainable Development Goals, or the theme itself, are mostly measured by, 1 to
 * what says the same in another way. What has its best value in between (gross enrolment, parity above one) cannot be
 * ranked and is left out, and so is what grows with the size of a country. Surveys that come once in some years stand
 * for ten, other figures for five.
 *
 * id | better | weight | theme of the World Bank's framework | SDG indicator | years carried | name | series = unit, the preferred first
 */
const environment = `
greenhouse_gases_per_person | lower | 2 | Emissions & pollution | - | 5 | Greenhouse gas emissions per person | WB:EN.GHG.ALL.PC.CE.AR5 = t CO2e/capita; OWID:GHG_EXCLUDING_LUCF_PER_CAPITA = tCO2e_per_person; OWID:GHG_PER_CAPITA = tCO2e_per_person
co2_per_person | lower | 2 | Emissions & pollution | - | 5 | Carbon dioxide emissions per person | WB:EN.GHG.CO2.PC.CE.AR5 = t CO2e/capita; WB:EN.ATM.CO2E.PC = metric tons per capita; OWID:CO2_PER_CAPITA = tCO2_per_person
co2_per_gdp | lower | 2 | Emissions & pollution | 9.4.1 | 5 | Carbon dioxide emissions per unit of GDP | WB:EN.GHG.CO2.RT.GDP.PP.KD = kg CO2e per 2021 PPP $ of GDP; OWID:CO2_PER_GDP = kgCO2_per_international_dollar
co2_per_energy | lower | 1 | Emissions & pollution | - | 5 | Carbon dioxide emissions per unit of energy | OWID:CO2_PER_UNIT_ENERGY = kgCO2_per_kWh
methane_per_person | lower | 1 | Emissions & pollution | - | 5 | Methane emissions per person | OWID:METHANE_PER_CAPITA = tCO2e_per_person
nitrous_oxide_per_person | lower | 1 | Emissions & pollution | - | 5 | Nitrous oxide emissions per person | OWID:NITROUS_OXIDE_PER_CAPITA = tCO2e_per_person
fine_dust | lower | 2 | Emissions & pollution | 11.6.2 | 5 | Fine dust (PM2.5), mean exposure | WB:EN.ATM.PM25.MC.M3 = micrograms per cubic meter
energy_per_gdp | lower | 2 | Energy use & security | 7.3.1 | 5 | Primary energy per unit of GDP | WB:EG.EGY.PRIM.PP.KD = MJ/$2017 PPP GDP; OWID:ENERGY_PER_GDP = kWh_per_international_dollar
renewable_energy | higher | 2 | Energy use & security | 7.2.1 | 5 | Renewable energy in final consumption | WB:EG.FEC.RNEW.ZS = % of total final energy consumption
renewable_electricity | higher | 1 | Energy use & security | - | 5 | Electricity from renewable sources | WB:EG.ELC.RNEW.ZS = % of total electricity output
coal_electricity | lower | 1 | Energy use & security | - | 5 | Electricity from coal | WB:EG.ELC.COAL.ZS = % of total
fossil_energy | lower | 1 | Energy use & security | - | 5 | Fossil fuels in energy consumption | WB:EG.USE.COMM.FO.ZS = % of total
forest | higher | 1 | Natural capital endowment & management | 15.1.1 | 5 | Forest in land area | WB:AG.LND.FRST.ZS = % of land area
protected_land | higher | 1 | Natural capital endowment & management | 15.1.2 | 5 | Protected land | WB:ER.LND.PTLD.ZS = % of total land area
protected_sea | higher | 1 | Natural capital endowment & management | 14.5.1 | 5 | Protected sea | WB:ER.MRN.PTMR.ZS = % of territorial waters
water_stress | lower | 2 | Natural capital endowment & management | 6.4.2 | 5 | Freshwater withdrawn of what is available | WB:ER.H2O.FWST.ZS = -
water_withdrawn | lower | 1 | Natural capital endowment & management | - | 5 | Freshwater withdrawn of internal resources | WB:ER.H2O.FWTL.ZS = % of internal resources
resources_depleted | lower | 1 | Natural capital endowment & management | - | 5 | Depletion of natural resources | WB:NY.ADJ.DRES.GN.ZS = % of GNI
forest_depleted | lower | 1 | Natural capital endowment & management | - | 5 | Depletion of forests | WB:NY.ADJ.DFOR.GN.ZS = % of GNI
`;

const social = `
life_expectancy | higher | 2 | Health & nutrition | - | 5 | Life expectancy at birth | WB:SP.DYN.LE00.IN = years
child_mortality | lower | 2 | Health & nutrition | 3.2.1 | 5 | Deaths before the age of five | WB:SH.DYN.MORT = per 1,000 live births
maternal_mortality | lower | 1 | Health & nutrition | 3.1.1 | 5 | Deaths of mothers | WB:SH.STA.MMRT = modeled estimate, per 100,000 live births
communicable_deaths | lower | 1 | Health & nutrition | - | 5 | Deaths by communicable diseases, of mothers and by hunger | WB:SH.DTH.COMM.ZS = % of total
hospital_beds | higher | 1 | Health & nutrition | - | 5 | Hospital beds | WB:SH.MED.BEDS.ZS = per 1,000 people
undernourished | lower | 2 | Health & nutrition | 2.1.1 | 5 | People who are undernourished | WB:SN.ITK.DEFC.ZS = % of population
overweight | lower | 1 | Health & nutrition | - | 5 | Adults who are overweight | WB:SH.STA.OWAD.ZS = % of adults
literacy | higher | 2 | Education & skills | 4.6.1 | 10 | Adults who can read and write | WB:SE.ADT.LITR.ZS = % of people ages 15 and above
education_spending | higher | 1 | Education & skills | 1.a.2 | 5 | Education in the expenditure of government | WB:SE.XPD.TOTL.GB.ZS = % of government expenditure
inequality | lower | 2 | Poverty & inequality | - | 10 | Inequality of income (Gini index) | WB:SI.POV.GINI = index
extreme_poverty | lower | 2 | Poverty & inequality | 1.1.1 | 10 | People below the international poverty line | WB:SI.POV.DDAY = % of population
lowest_fifth | higher | 1 | Poverty & inequality | - | 10 | Income of the lowest fifth | WB:SI.DST.FRST.20 = -
unemployment | lower | 2 | Employment | 8.5.2 | 5 | People without work | WB:SL.UEM.TOTL.ZS = % of total labor force
youth_unemployment | lower | 1 | Employment | 8.5.2 | 5 | Young people without work | WB:SL.UEM.1524.ZS = % of total labor force ages 15-24
participation | higher | 1 | Employment | - | 5 | People in the labour force | WB:SL.TLF.CACT.ZS = % of total population ages 15+
women_participation | higher | 1 | Gender | - | 5 | Women in the labour force, of men's share | WB:SL.TLF.CACT.FM.ZS = %
`;

const governance = `
corruption_control | higher | 2 | Stability & rule of law | - | 5 | Control of corruption | WB:CC.EST = standard deviations
rule_of_law | higher | 2 | Stability & rule of law | - | 5 | Rule of law | WB:RL.EST = standard deviations
political_stability | higher | 1 | Stability & rule of law | - | 5 | Political stability and absence of violence | WB:PV.EST = standard deviations
government_effectiveness | higher | 2 | Government effectiveness | - | 5 | Effectiveness of government | WB:GE.EST = standard deviations
regulatory_quality | higher | 1 | Government effectiveness | - | 5 | Quality of regulation | WB:RQ.EST = standard deviations
voice | higher | 2 | Human rights | - | 5 | Voice and accountability | WB:VA.EST = standard deviations
women_in_parliament | higher | 1 | Gender | 5.5.1 | 5 | Women in parliament | WB:SG.GEN.PARL.ZS = %
women_in_law | higher | 1 | Gender | - | 5 | Equality of women before the law | WB:SG.LAW.INDX = scale 1-100
research | higher | 1 | Innovation | 9.5.1 | 5 | Spending on research and development | WB:GB.XPD.RSDV.GD.ZS = % of GDP
`;

/** What the framework calls access to services is a pillar of its own here: what people are connected to. */
const infrastructure = `
electricity | higher | 2 | Access to services | 7.1.1 | 5 | People with electricity | WB:EG.ELC.ACCS.ZS = % of population
rural_electricity | higher | 1 | Access to services | 7.1.1 | 5 | People in the country with electricity | WB:EG.ELC.ACCS.RU.ZS = % of rural population
clean_cooking | higher | 1 | Access to services | 7.1.2 | 5 | People with clean fuels for cooking | WB:EG.CFT.ACCS.ZS = % of population
basic_water | higher | 2 | Access to services | 1.4.1 | 5 | People with basic drinking water | WB:SH.H2O.BASW.ZS = % of population
safe_water | higher | 1 | Access to services | 6.1.1 | 5 | People with safely managed drinking water | WB:SH.H2O.SMDW.ZS = % of population
basic_sanitation | higher | 2 | Access to services | 1.4.1 | 5 | People with basic sanitation | WB:SH.STA.BASS.ZS = % of population
safe_sanitation | higher | 1 | Access to services | 6.2.1 | 5 | People with safely managed sanitation | WB:SH.STA.SMSS.ZS = % of population
open_defecation | lower | 1 | Access to services | 6.2.1 | 5 | People without a toilet | WB:SH.STA.ODFC.ZS = % of population
handwashing | higher | 1 | Access to services | 6.2.1 | 5 | People who can wash their hands at home | WB:SH.STA.HYGN.ZS = % of population
internet | higher | 2 | Access to services | 17.8.1 | 5 | People who use the internet | WB:IT.NET.USER.ZS = % of population
mobile_phones | higher | 1 | Access to services | - | 5 | Mobile phone subscriptions | WB:IT.CEL.SETS.P2 = per 100 people
`;

/** Pillars weigh the same, as composite indicators do where no evidence tells them apart (OECD and JRC, Handbook, 2008). */
export const countries1: Method = {
  method_id: 'countries',
  version: 1,
  published_on: '2026-11-24',
  pillar_weights: { environment: '1', social: '1', governance: '1', infrastructure: '1' },
  fewest_valued: 2,
  based_on: [
    {
      name: 'World Bank: Sovereign ESG Data Framework (themes and indicators)',
      url: 'https://datatopics.worldbank.org/esg/about.html',
    },
    {
      name: 'United Nations: global indicator framework for the Sustainable Development Goals',
      url: 'https://unstats.un.org/sdgs/indicators/indicators-list/',
    },
    {
      name: 'OECD and JRC: Handbook on Constructing Composite Indicators (2008)',
      url: 'https://doi.org/10.1787/9789264043466-en',
    },
  ],
  indicators: [
    ...indicatorTable('environment', environment),
    ...indicatorTable('social', social),
    ...indicatorTable('governance', governance),
    ...indicatorTable('infrastructure', infrastructure),
  ],
};
