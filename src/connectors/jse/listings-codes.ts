import type { Instrument } from '../../model/records.ts';
import { reject } from '../reading.ts';
import { icbSector } from './icb.ts';
import { aliasOf, isShareCode, type Listings, shareOf } from './listings-share.ts';
import type { Line } from './listings-table.ts';

export const isCodeList = (headings: readonly string[]): boolean => headings.includes('Share Code');

/** The JSE's lists of share codes, each with the short name of its board or with the code of its sector. */
export function readCodeList(lines: readonly Line[]): Listings {
  const instruments = new Map<string, Instrument>();
  const aliases: Listings['aliases'] = [];
  const rejected: Listings['rejected'] = [];
  for (const cell of lines) {
    const code = cell('Share Code');
    const shortName = cell('Short Name');
    const icbCode = cell('ICB Code');
    const record = { share_code: code, short_name: shortName, icb_code: icbCode };
    const sector = icbSector(icbCode);
    if (!isShareCode(code)) {
      const what = sector === null ? 'no code of a share' : `the ICB sector ${icbCode}, no code of a share`;
      rejected.push(reject('instrument', 'schema', `"${code}" is ${what}`, record));
      continue;
    }
    if (icbCode !== '' && sector === null) {
      rejected.push(reject('instrument', 'icb', `${icbCode} is no sector of the four-digit ICB`, record));
    }
    // The ICB calls the broad group industry and the narrow one sector; elsewhere, and here, it is the other way round.
    const group = sector === null ? {} : { sector: sector.industry, industry: sector.sector };
    const share = { ...shareOf(code, shortName), ...group };
    // A list that names a share twice means one share; that it says so twice is for the aliases to tell.
    instruments.set(code, share);
    if (shortName !== '') aliases.push(aliasOf(share, 'name', shortName));
  }
  return { instruments: [...instruments.values()], aliases, rejected };
}
