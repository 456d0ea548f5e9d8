import type { CorpusFolders } from './folders.ts';

export const worldbank: CorpusFolders = {
  worldbank_v2_json: {
    source: 'worldbank',
    subject: 'any',
    files: {
      'FP.CPI.TOTL.ZG.json.gz': { records: 10_000 },
      'NY.GDP.MKTP.CD.json.gz': { records: 10_000 },
      'SH.H2O.BASW.ZS_ZAF_slice.json': { records: 51 },
      'countries.json': 'otherKind',
    },
  },
  worldbank_v1_json: {
    source: 'worldbank',
    subject: 'any',
    files: { 'EN.ATM.CO2E.PC.json.gz': { records: 12_546 }, 'SP.POP.TOTL.json.gz': { records: 12_546 } },
  },
  worldbank_csv: {
    source: 'worldbank',
    subject: 'any',
    files: {
      'API_EG.ELC.ACCS.ZS_DS2_en_csv_v2_1121956.csv': { records: 6_174 },
      'API_EN.ATM.CO2E.PC_DS2_en_csv_v2_5358914.csv.gz': { records: 7_147 },
      'API_SL.UEM.TOTL.ZS_DS2_en_csv_v2_1120897.csv.gz': { records: 6_757 },
    },
  },
  worldbank_databank: { source: 'worldbank', subject: 'any', files: { 'ESGData_world.csv': { records: 64 } } },
};
