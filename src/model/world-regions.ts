type RegionKind = 'world' | 'region' | 'country' | 'province';

export interface Region {
  /** The M49 code of the world or a region, ISO 3166-1 alpha-3 of a country, a source's code of a province: ZAF-9_1. */
  readonly id: string;
  readonly kind: RegionKind;
  readonly name: string;
  readonly parent: string | null;
}

/**
 * Countries and areas by ISO 3166-1 alpha-3 in the geographic regions of the United Nations' standard country or area codes
 * for statistical use (M49), https://unstats.un.org/unsd/methodology/m49/, with the short names of ISO 3166-1. Read on
 * 2026-11-24 from https://github.com/lukes/ISO-3166-Countries-with-Regional-Codes (all/all.csv of 2024-06-30), which takes
 * both from the UN and ISO. M49 groups for statistics and says nothing of the standing of any country. Antarctica and
 * Taiwan are in none of its regions and lie in the world here.
 */

/** Code, the code of the region that it lies in, name; 001 is the world. */
const regionLines = `
002 001 Africa
009 001 Oceania
019 001 Americas
142 001 Asia
150 001 Europe
015 002 Northern Africa
021 019 Northern America
030 142 Eastern Asia
034 142 Southern Asia
035 142 South-eastern Asia
039 150 Southern Europe
053 009 Australia and New Zealand
054 009 Melanesia
057 009 Micronesia
061 009 Polynesia
143 142 Central Asia
145 142 Western Asia
151 150 Eastern Europe
154 150 Northern Europe
155 150 Western Europe
202 002 Sub-Saharan Africa
419 019 Latin America and the Caribbean
005 419 South America
011 202 Western Africa
013 419 Central America
014 202 Eastern Africa
017 202 Middle Africa
018 202 Southern Africa
029 419 Caribbean
`;

/** The region that they lie in, and the countries and areas, each with its code first. */
const countryLines = `
001 ATA Antarctica; TWN Taiwan, Province of China
005 ARG Argentina; BOL Bolivia, Plurinational State of; BVT Bouvet Island; BRA Brazil; CHL Chile; COL Colombia; ECU Ecuador; FLK Falkland Islands (Malvinas); GUF French Guiana; GUY Guyana; PRY Paraguay; PER Peru; SGS South Georgia and the South Sandwich Islands; SUR Suriname; URY Uruguay; VEN Venezuela, Bolivarian Republic of
011 BEN Benin; BFA Burkina Faso; CPV Cabo Verde; CIV Côte d'Ivoire; GMB Gambia; GHA Ghana; GIN Guinea; GNB Guinea-Bissau; LBR Liberia; MLI Mali; MRT Mauritania; NER Niger; NGA Nigeria; SHN Saint Helena, Ascension and Tristan da Cunha; SEN Senegal; SLE Sierra Leone; TGO Togo
013 BLZ Belize; CRI Costa Rica; SLV El Salvador; GTM Guatemala; HND Honduras; MEX Mexico; NIC Nicaragua; PAN Panama
014 IOT British Indian Ocean Territory; BDI Burundi; COM Comoros; DJI Djibouti; ERI Eritrea; ETH Ethiopia; ATF French Southern Territories; KEN Kenya; MDG Madagascar; MWI Malawi; MUS Mauritius; MYT Mayotte; MOZ Mozambique; REU Réunion; RWA Rwanda; SYC Seychelles; SOM Somalia; SSD South Sudan; TZA Tanzania, United Republic of; UGA Uganda; ZMB Zambia; ZWE Zimbabwe
015 DZA Algeria; EGY Egypt; LBY Libya; MAR Morocco; SDN Sudan; TUN Tunisia; ESH Western Sahara
017 AGO Angola; CMR Cameroon; CAF Central African Republic; TCD Chad; COG Congo; COD Congo, Democratic Republic of the; GNQ Equatorial Guinea; GAB Gabon; STP Sao Tome and Principe
018 BWA Botswana; SWZ Eswatini; LSO Lesotho; NAM Namibia; ZAF South Africa
021 BMU Bermuda; CAN Canada; GRL Greenland; SPM Saint Pierre and Miquelon; USA United States of America
029 AIA Anguilla; ATG Antigua and Barbuda; ABW Aruba; BHS Bahamas; BRB Barbados; BES Bonaire, Sint Eustatius and Saba; CYM Cayman Islands; CUB Cuba; CUW Curaçao; DMA Dominica; DOM Dominican Republic; GRD Grenada; GLP Guadeloupe; HTI Haiti; JAM Jamaica; MTQ Martinique; MSR Montserrat; PRI Puerto Rico; BLM Saint Barthélemy; KNA Saint Kitts and Nevis; LCA Saint Lucia; MAF Saint Martin (French part); VCT Saint Vincent and the Grenadines; SXM Sint Maarten (Dutch part); TTO Trinidad and Tobago; TCA Turks and Caicos Islands; VGB Virgin Islands (British); VIR Virgin Islands (U.S.)
030 CHN China; HKG Hong Kong; JPN Japan; PRK Korea, Democratic People's Republic of; KOR Korea, Republic of; MAC Macao; MNG Mongolia
034 AFG Afghanistan; BGD Bangladesh; BTN Bhutan; IND India; IRN Iran, Islamic Republic of; MDV Maldives; NPL Nepal; PAK Pakistan; LKA Sri Lanka
035 BRN Brunei Darussalam; KHM Cambodia; IDN Indonesia; LAO Lao People's Democratic Republic; MYS Malaysia; MMR Myanmar; PHL Philippines; SGP Singapore; THA Thailand; TLS Timor-Leste; VNM Viet Nam
039 ALB Albania; AND Andorra; BIH Bosnia and Herzegovina; HRV Croatia; GIB Gibraltar; GRC Greece; VAT Holy See; ITA Italy; MLT Malta; MNE Montenegro; MKD North Macedonia; PRT Portugal; SMR San Marino; SRB Serbia; SVN Slovenia; ESP Spain
053 AUS Australia; CXR Christmas Island; CCK Cocos (Keeling) Islands; HMD Heard Island and McDonald Islands; NZL New Zealand; NFK Norfolk Island
054 FJI Fiji; NCL New Caledonia; PNG Papua New Guinea; SLB Solomon Islands; VUT Vanuatu
057 GUM Guam; KIR Kiribati; MHL Marshall Islands; FSM Micronesia, Federated States of; NRU Nauru; MNP Northern Mariana Islands; PLW Palau; UMI United States Minor Outlying Islands
061 ASM American Samoa; COK Cook Islands; PYF French Polynesia; NIU Niue; PCN Pitcairn; WSM Samoa; TKL Tokelau; TON Tonga; TUV Tuvalu; WLF Wallis and Futuna
143 KAZ Kazakhstan; KGZ Kyrgyzstan; TJK Tajikistan; TKM Turkmenistan; UZB Uzbekistan
145 ARM Armenia; AZE Azerbaijan; BHR Bahrain; CYP Cyprus; GEO Georgia; IRQ Iraq; ISR Israel; JOR Jordan; KWT Kuwait; LBN Lebanon; OMN Oman; PSE Palestine, State of; QAT Qatar; SAU Saudi Arabia; SYR Syrian Arab Republic; TUR Türkiye; ARE United Arab Emirates; YEM Yemen
151 BLR Belarus; BGR Bulgaria; CZE Czechia; HUN Hungary; MDA Moldova, Republic of; POL Poland; ROU Romania; RUS Russian Federation; SVK Slovakia; UKR Ukraine
154 ALA Åland Islands; DNK Denmark; EST Estonia; FRO Faroe Islands; FIN Finland; GGY Guernsey; ISL Iceland; IRL Ireland; IMN Isle of Man; JEY Jersey; LVA Latvia; LTU Lithuania; NOR Norway; SJM Svalbard and Jan Mayen; SWE Sweden; GBR United Kingdom of Great Britain and Northern Ireland
155 AUT Austria; BEL Belgium; FRA France; DEU Germany; LIE Liechtenstein; LUX Luxembourg; MCO Monaco; NLD Netherlands, Kingdom of the; CHE Switzerland
`;

export const world: Region = { id: '001', kind: 'world', name: 'World', parent: null };

/** The world, its regions and its countries, each after the one that it lies in. */
export const regions: readonly Region[] = [
  world,
  ...linesOf(regionLines).map(([id, rest]): Region => {
    const [parent, name] = cut(rest);
    return { id, kind: 'region', name, parent };
  }),
  ...linesOf(countryLines).flatMap(([parent, rest]) =>
    rest.split('; ').map((country): Region => {
      const [id, name] = cut(country);
      return { id, kind: 'country', name, parent };
    }),
  ),
];

const byId = new Map(regions.map((region) => [region.id, region]));

export const regionOf = (id: string): Region | null => byId.get(id) ?? null;

/** GADM's code of a province, as entities of series spell it. */
const provincePattern = /^([A-Z]{3})-\d{1,3}_\d{1,2}$/;

/** The country that a province lies in; null where the text is no code of one. */
export const countryOfProvince = (entity: string): string | null => {
  const country = provincePattern.exec(entity)?.[1];
  return country !== undefined && byId.get(country)?.kind === 'country' ? country : null;
};

/** The entity under which sources tell of it: the World Bank's code of the world, since M49 has a number for it. */
export const entityOf = ({ id }: Region): string => (id === world.id ? 'WLD' : id);

function linesOf(text: string): readonly [string, string][] {
  return text.trim().split('\n').map(cut);
}

function cut(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}
