/**
 * The economies of the World Bank by its income groups, each with its ISO 3166-1 codes: the countries that are ranked.
 * From the answer of https://api.worldbank.org/v2/country as recorded in March 2024 (groups of the fiscal year 2024,
 * CC BY 4.0; oliverqueen14/WORLDBANK-APP @ 194b307164, data/countries.json). A country's group is the one of that list
 * in every year. Kosovo and the Channel Islands, which have no code of ISO 3166-1 of their own, are left out.
 */
const groups = [
  {
    id: 'HIC',
    name: 'High income',
    members: `
      ABW AW; AND AD; ARE AE; ASM AS; ATG AG; AUS AU; AUT AT; BEL BE; BHR BH; BHS BS; BMU BM; BRB BB; BRN BN; CAN CA;
      CHE CH; CHL CL; CUW CW; CYM KY; CYP CY; CZE CZ; DEU DE; DNK DK; ESP ES; EST EE; FIN FI; FRA FR; FRO FO; GBR GB;
      GIB GI; GRC GR; GRL GL; GUM GU; GUY GY; HKG HK; HRV HR; HUN HU; IMN IM; IRL IE; ISL IS; ISR IL; ITA IT; JPN JP;
      KNA KN; KOR KR; KWT KW; LIE LI; LTU LT; LUX LU; LVA LV; MAC MO; MAF MF; MCO MC; MLT MT; MNP MP; NCL NC; NLD NL;
      NOR NO; NRU NR; NZL NZ; OMN OM; PAN PA; POL PL; PRI PR; PRT PT; PYF PF; QAT QA; ROU RO; SAU SA; SGP SG; SMR SM;
      SVK SK; SVN SI; SWE SE; SXM SX; SYC SC; TCA TC; TTO TT; URY UY; USA US; VGB VG; VIR VI`,
  },
  {
    id: 'UMC',
    name: 'Upper middle income',
    members: `
      ALB AL; ARG AR; ARM AM; AZE AZ; BGR BG; BIH BA; BLR BY; BLZ BZ; BRA BR; BWA BW; CHN CN; COL CO; CRI CR; CUB CU;
      DMA DM; DOM DO; ECU EC; FJI FJ; GAB GA; GEO GE; GNQ GQ; GRD GD; GTM GT; IDN ID; IRQ IQ; JAM JM; KAZ KZ; LBY LY;
      LCA LC; MDA MD; MDV MV; MEX MX; MHL MH; MKD MK; MNE ME; MUS MU; MYS MY; NAM NA; PER PE; PLW PW; PRY PY; PSE PS;
      RUS RU; SLV SV; SRB RS; SUR SR; THA TH; TKM TM; TON TO; TUR TR; TUV TV; VCT VC; ZAF ZA`,
  },
  {
    id: 'LMC',
    name: 'Lower middle income',
    members: `
      AGO AO; BEN BJ; BGD BD; BOL BO; BTN BT; CIV CI; CMR CM; COG CG; COM KM; CPV CV; DJI DJ; DZA DZ; EGY EG; FSM FM;
      GHA GH; GIN GN; HND HN; HTI HT; IND IN; IRN IR; JOR JO; KEN KE; KGZ KG; KHM KH; KIR KI; LAO LA; LBN LB; LKA LK;
      LSO LS; MAR MA; MMR MM; MNG MN; MRT MR; NGA NG; NIC NI; NPL NP; PAK PK; PHL PH; PNG PG; SEN SN; SLB SB; STP ST;
      SWZ SZ; TJK TJ; TLS TL; TUN TN; TZA TZ; UKR UA; UZB UZ; VNM VN; VUT VU; WSM WS; ZMB ZM; ZWE ZW`,
  },
  {
    id: 'LIC',
    name: 'Low income',
    members: `
      AFG AF; BDI BI; BFA BF; CAF CF; COD CD; ERI ER; ETH ET; GMB GM; GNB GW; LBR LR; MDG MG; MLI ML; MOZ MZ; MWI MW;
      NER NE; PRK KP; RWA RW; SDN SD; SLE SL; SOM SO; SSD SS; SYR SY; TCD TD; TGO TG; UGA UG; YEM YE`,
  },
] as const;

/** Venezuela stands in the list without a group. */
const unclassified = ['VEN VE'];

export interface Economy {
  readonly alpha3: string;
  readonly alpha2: string;
  readonly income: IncomeGroup | null;
}

export type IncomeGroup = (typeof groups)[number]['id'];

export const incomeGroups: readonly { readonly id: IncomeGroup; readonly name: string }[] = groups;

export const economies: readonly Economy[] = [
  ...groups.flatMap(({ id, members }) => members.split(';').map((line) => economy(line, id))),
  ...unclassified.map((line) => economy(line, null)),
].sort((one, other) => (one.alpha3 < other.alpha3 ? -1 : 1));

function economy(line: string, income: IncomeGroup | null): Economy {
  const [alpha3 = '', alpha2 = ''] = line.trim().split(' ');
  return { alpha3, alpha2, income };
}
