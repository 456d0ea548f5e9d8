import { regions } from '../model/world-regions.ts';
import { cover, type Text, words } from './text.ts';
import { distance, forgiven } from './typos.ts';

export interface Place {
  /** ISO 3166-1 alpha-3, a region's M49 code, 001 for the world. */
  readonly id: string;
  readonly kind: 'world' | 'region' | 'country';
  readonly name: string;
}

/** What people call countries beside their names in ISO 3166-1. */
const others = `
ZAF south african|south africans|south africa's|rsa|mzansi|s africa|s\\. africa|sa
NGA nigerian|nigeria's
KEN kenyan|kenya's
GHA ghanaian|ghana's
EGY egyptian|egypt's
MAR moroccan
BWA botswana's|batswana|motswana
NAM namibian
UGA ugandan
TZA tanzania|tanzanian
ZWE zimbabwean
ZMB zambian
MOZ mozambican
AGO angolan
ETH ethiopian
RWA rwandan
SEN senegalese
CIV ivory coast|cote d'ivoire|ivorian
COD drc|dr congo|democratic republic of congo|democratic republic of the congo|congo-kinshasa
COG congo-brazzaville|republic of congo
SWZ swaziland
CPV cape verde
USA united states|usa|u\\.s\\.a\\.|u\\.s\\.|us|america|american|the states
GBR united kingdom|uk|u\\.k\\.|britain|great britain|british|england
DEU german
FRA french
CHN chinese|prc
IND indian
JPN japanese
BRA brazilian
RUS russia|russian
KOR south korea|korean
PRK north korea
TUR turkey|turkish
VNM vietnam
IRN iran
SYR syria
VEN venezuela
BOL bolivia
TWN taiwan
CZE czech republic
NLD netherlands|holland|dutch
ARE uae|emirates
AUS australian
CAN canadian
002 african|the continent
202 subsaharan africa|sub saharan africa
150 european|eu
142 asian
001 worldwide|globally|global|the world|the whole world|planet
`;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const named: readonly { readonly place: Place; readonly shape: string; readonly name: string }[] = [
  ...regions.flatMap(({ id, kind, name }) => {
    if (kind === 'province') return [];
    const spoken = name.replace(/,.*| \(.*/, '').toLowerCase();
    const place: Place = { id, kind, name: name.replace(/,.*| \(.*/, '') };
    const extra =
      others
        .split('\n')
        .find((line) => line.startsWith(id))
        ?.slice(4)
        .split('|') ?? [];
    return [escaped(spoken), ...extra].map((shape) => ({ place, shape, name: shape.replaceAll('\\', '') }));
  }),
].sort((a, b) => b.shape.length - a.shape.length);

const anyPlace = words(named.map(({ shape }) => `${shape}(?:'s)?`).join('|'));

/** Words that are countries in small letters only where a question is about a country: "tell us". */
const loose = new Set(['us', 'sa', 'eu', 'chad', 'niger', 'jersey', 'jordan', 'georgia', 'guinea']);
const capitalised = new Set(['chad', 'niger', 'jersey', 'jordan', 'georgia', 'guinea']);

export function takePlaces(text: Text, withCodes: boolean): Place[] {
  const found = new Map<string, Place>();
  const shape = new RegExp(anyPlace.source, 'gu');
  for (const match of text.rest.matchAll(shape)) {
    const said = match[0].replace(/'s$/, '');
    const raw = text.raw.slice(match.index, match.index + said.length);
    const before = text.rest.slice(0, match.index);
    const isPlaced =
      (said === 'sa' && / (?:in|of|for) $/.test(before)) ||
      (said === 'us' && !/(?:tell|give|show|let|for|of|to|with|help|remind|send|ask) $/.test(before));
    if (loose.has(said) && raw === said && !capitalised.has(said) && !isPlaced) continue;
    const place = named.find(({ name }) => name === said || name === match[0])?.place;
    if (place === undefined) continue;
    // "Bank of America", "British American Tobacco", "Commonwealth Bank of Australia": part of a name.
    if (isOfName(text, match.index, match[0].length)) continue;
    cover(text, match.index, match[0].length);
    found.set(place.id, place);
  }
  if (withCodes) {
    for (const match of text.raw.matchAll(/(?<![\p{L}\p{N}])[A-Z]{3}(?![\p{L}\p{N}])/gu)) {
      const place = named.find(({ place: { id } }) => id === match[0])?.place;
      if (place === undefined || text.rest[match.index] === '|') continue;
      cover(text, match.index, 3);
      found.set(place.id, place);
    }
  }
  return [...found.values()];
}

const companyWords = /^ ?(?:tobacco|airways|airlines|express|tower|standard|petroleum|platinum|property|reserve bank)/;
const companyBefore = /(?:bank of|british|anglo|bank of the|deutsche|royal bank of) ?$/;

function isOfName({ rest }: Text, at: number, length: number): boolean {
  const after = rest.slice(at + length);
  return (
    (companyWords.test(after) && !/^ ?reserve bank/.test(after)) ||
    companyBefore.test(rest.slice(0, at)) ||
    /^ american tobacco/.test(after)
  );
}

/** A country by a name with a letter wrong, such as "nigera"; of words that nothing else explained. */
export function placeLike(word: string): Place | null {
  if (word.length < 5) return null;
  const near = named.filter(
    ({ name, place }) =>
      place.kind === 'country' &&
      name[0] === word[0] &&
      name.length > 4 &&
      distance(word, name, forgiven(name.length)) <= forgiven(name.length),
  );
  // Letters are left out more often than they are put in.
  const longer = near.filter(({ name }) => name.length >= word.length);
  const meant = longer.length > 0 ? longer : near;
  const ids = new Set(meant.map(({ place }) => place.id));
  return ids.size === 1 ? (meant[0]?.place ?? null) : null;
}
