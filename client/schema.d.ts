// Written by scripts/client-types.ts from the OpenAPI document.

export interface paths {
'/v1/instruments': {
get: /** Search instruments by name, ticker, ISIN or id */
{
parameters: {
query?: {
/** Found anywhere in name, ticker, ISIN, id or another name of it */
q?: string;
kind?: "equity" | "index" | "crypto" | "fx" | "etf" | "fund" | "future" | "commodity" | "bond";
mic?: string;
currency?: string;
/** As the source writes it */
sector?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, kind, name, mic, ticker, currency, unit, isin, timezone, sector, industry, country, source, is_sample, fetch_id, recorded_at, rev, minor_exponent, succeeded_by, filled_from, sources */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Instrument'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/instruments/{id}': {
get: /** One instrument */
{
parameters: {
path: {
id: string;
};
query?: {
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Instrument'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/instruments/{id}/aliases': {
get: /** Other names of an instrument, with the days on which they were in force */
{
parameters: {
path: {
id: string;
};
query?: {
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, scheme, alias, valid_from, valid_to, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Alias'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/resolve': {
get: /** The instruments that a ticker, ISIN, FIGI or vendor symbol names on a day */
{
parameters: {
query: {
symbol: string;
scheme?: "id" | "isin" | "figi" | "ticker" | "name" | "yahoo" | "alphavantage" | "eodhd" | "twelvedata" | "coingecko";
/** The day on which the name was in force; today when left out */
date?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, matched_by, valid_from, valid_to, name, succeeded_by, source, is_sample, fetch_id, recorded_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Resolution'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/search': {
get: /** Instruments, series and news by their names, typing mistakes allowed */
{
parameters: {
query: {
q: string;
/** Some of instrument, series, news, separated by commas */
kinds?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are kind, id, title, detail, matched_by, score, published_at, source, is_sample, fetch_id */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['SearchResult'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/corporate-actions/{id}': {
get: /** Splits, dividends and changes of symbol of an instrument, newest first */
{
parameters: {
path: {
id: string;
};
query?: {
kind?: "split" | "dividend" | "symbol_change";
/** First ex-date, inclusive */
from?: string;
/** Last ex-date, inclusive */
to?: string;
/** Rows of this source only */
source?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, kind, ex_date, amount, ratio, unit, declared_on, record_date, payment_date, old_symbol, new_symbol, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['CorporateAction'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/dividends': {
get: /** Dividends of all instruments by ex-date */
{
parameters: {
query?: {
instrument?: string;
/** What the ids of its instruments begin with: a MIC where there is one */
venue?: string;
/** First ex-date, inclusive */
from?: string;
/** Last ex-date, inclusive */
to?: string;
/** Rows of this source only */
source?: string;
/** Newest ex-date first where it is left out */
order?: "asc" | "desc";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, kind, ex_date, amount, ratio, unit, declared_on, record_date, payment_date, old_symbol, new_symbol, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['CorporateAction'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/splits': {
get: /** Splits of all instruments by ex-date */
{
parameters: {
query?: {
instrument?: string;
/** What the ids of its instruments begin with: a MIC where there is one */
venue?: string;
/** First ex-date, inclusive */
from?: string;
/** Last ex-date, inclusive */
to?: string;
/** Rows of this source only */
source?: string;
/** Newest ex-date first where it is left out */
order?: "asc" | "desc";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, kind, ex_date, amount, ratio, unit, declared_on, record_date, payment_date, old_symbol, new_symbol, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['CorporateAction'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/indices': {
get: /** Indices, each with its newest level and its change against the session before */
{
parameters: {
query?: {
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are asked, instrument_id, matched_by, name, kind, time, session_date, price, unit, currency, volume, market_cap, previous_close, previous_session, change, change_percent, change_unknown, age_seconds, source, is_sample, fetch_id, recorded_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['LatestPrice'])[];
meta: components['schemas']['LatestMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/indices/{id}': {
get: /** An index with its newest level */
{
parameters: {
path: {
id: string;
};
query?: {
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['LatestPrice'];
meta: components['schemas']['LatestMeta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/indices/{id}/constituents': {
get: /** What an index is made of, where a source tells it */
{
parameters: {
path: {
id: string;
};
query?: {
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, name, weight_percent */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['IndexConstituent'])[];
meta: components['schemas']['ConstituentsMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/bars/{id}': {
get: /** Bars of an instrument: open, high, low, close and volume of an interval */
{
parameters: {
path: {
id: string;
};
query?: {
/** Length of a bar */
interval?: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
order?: "asc" | "desc";
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. columns: one object of arrays of equal length. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. parquet: the columns of csv, decimals exactly. arrow: the columns of csv as a stream (IPC), decimals as text. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "columns" | "json" | "csv" | "ndjson" | "parquet" | "arrow";
/** The published unit or its currency; left out, prices and turnover are as published */
unit?: string;
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
/** none: prices as the source published them (`price_basis` in /v1/sources says whether splits are in them); splits: on the shares of today, or of `as_of`; all: dividends too. Volume by splits only, turnover by neither: it is what was paid, so that turnover / volume is a vwap on the shares of `splits` */
adjust?: "none" | "splits" | "all";
/** With `adjust`: the factor chain, and the action behind each step */
explain?: "true" | "false";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, interval, time, session_date, open, high, low, close, volume, turnover, trades, unit, final, source, is_sample, fetch_id, recorded_at, rev, price_factor, volume_factor */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['AdjustedBar'])[] | readonly (components['schemas']['Bar'])[] | components['schemas']['BarColumns'] | components['schemas']['ExplainedBars'];
meta: components['schemas']['BarsMeta'];
}; 'text/csv': string; 'application/x-ndjson': string; 'application/vnd.apache.parquet': Blob; 'application/vnd.apache.arrow.stream': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/bars': {
get: /** Bars of up to 20 instruments at once, each with its own source, unit and next page */
{
parameters: {
query: {
/** Up to 20 ids of instruments, separated by commas */
ids: string;
/** Length of a bar */
interval?: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
order?: "asc" | "desc";
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. columns: one object of arrays of equal length. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "columns" | "json" | "ndjson";
/** The published unit or its currency; left out, prices and turnover are as published */
unit?: string;
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
adjust?: "none";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, source, unit, is_sample, behind, next_cursor, bars */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['BarsOfOne'])[];
meta: components['schemas']['MissingMeta'];
}; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/compare': {
get: /** Closes of instruments and values of series side by side, on the days that all of them have */
{
parameters: {
query: {
/** Up to 10 ids of instruments or series, separated by commas */
ids: string;
measure?: "close" | "rebased" | "return";
/** Length of the bars of instruments */
interval?: "1d" | "1w" | "1M" | "1q" | "1y";
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Comparison'];
meta: components['schemas']['MissingMeta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/movers': {
get: /** What rose, fell or was traded most in a session of a venue */
{
parameters: {
query: {
/** What the ids of its instruments begin with: a MIC where there is one */
venue: string;
/** active: by the value traded */
direction?: "gainers" | "losers" | "active";
/** The session; left out, the last one of which a close is stored */
on?: string;
/** Only what is priced in this unit */
unit?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, name, sector, close, previous_close, change, change_percent, volume, value_traded, value_basis, unit, source, is_sample, fetch_id, previous_fetch_id */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Mover'])[];
meta: components['schemas']['SessionMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/sectors': {
get: /** A session of a venue by sector: mean and median change, and the cells of a heat map */
{
parameters: {
query: {
/** What the ids of its instruments begin with: a MIC where there is one */
venue: string;
/** The session; left out, the last one of which a close is stored */
on?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are sector, instruments, priced, mean_change_percent, median_change_percent, cells */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Sector'])[];
meta: components['schemas']['SessionMeta'];
}; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/bars/{id}/revisions': {
get: /** Bars that were corrected: every version, what changed, when, and by which payload */
{
parameters: {
path: {
id: string;
};
query?: {
interval?: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows of this source only */
source?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, interval, time, session_date, open, high, low, close, volume, turnover, trades, unit, final, source, is_sample, fetch_id, recorded_at, rev, superseded_at, changed */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['BarRevision'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/bars/{id}/constituents': {
get: /** The bars that a derived bar was made of, each with the fetch that brought it */
{
parameters: {
path: {
id: string;
};
query: {
/** Length of the derived bar */
interval: "5m" | "15m" | "1h" | "1d" | "1w" | "1M";
/** The `time` of the derived bar */
time: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Constituents'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/quotes/latest': {
get: /** The newest price of up to 50 instruments, with its change against the session before */
{
parameters: {
query: {
/** Up to 50 ids or other names of instruments, separated by commas */
ids: string;
/** The day on which the names were in force; today when left out */
date?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are asked, instrument_id, matched_by, name, kind, time, session_date, price, unit, currency, volume, market_cap, previous_close, previous_session, change, change_percent, change_unknown, age_seconds, source, is_sample, fetch_id, recorded_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['LatestPrice'])[];
meta: components['schemas']['LatestMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/quotes/{id}': {
get: /** Quotes of an instrument: the market as a source saw it, the newest by default */
{
parameters: {
path: {
id: string;
};
query?: {
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
order?: "asc" | "desc";
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. columns: one object of arrays of equal length. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "columns" | "json" | "csv" | "ndjson";
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, time, price, bid, ask, volume, market_cap, unit, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Quote'])[] | components['schemas']['QuoteColumns'];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/trades/{id}': {
get: /** Trades of an instrument, newest first */
{
parameters: {
path: {
id: string;
};
query?: {
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows of this source only */
source?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are instrument_id, trade_id, time, price, size, side, unit, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Trade'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/rates/{pair}': {
get: /** Rates of a currency pair: published, inverse, or by way of a third currency */
{
parameters: {
path: {
pair: string;
};
query?: {
/** The rate in force on this day */
date?: string;
/** First day, inclusive */
from?: string;
/** Last day, inclusive */
to?: string;
order?: "asc" | "desc";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. parquet: the columns of csv, decimals exactly. arrow: the columns of csv as a stream (IPC), decimals as text. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson" | "parquet" | "arrow";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are base, quote, date, value, method, source, is_sample, fetch_id, recorded_at, rev, path */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Rate'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string; 'application/vnd.apache.parquet': Blob; 'application/vnd.apache.arrow.stream': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/convert': {
get: /** Convert an amount of money: directly, by the inverse rate, by way of a third currency, or by a blend of sources */
{
parameters: {
query: {
from: string;
to: string;
amount?: string;
/** The day of the conversion; today when left out */
date?: string;
method?: "best" | "blend";
/** Rates of this source only */
source?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Conversion'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/series': {
get: /** Search series of observations: macro-economy, environment, society, governance */
{
parameters: {
query?: {
/** Found anywhere in the name, indicator, entity or id */
q?: string;
/** A country as ISO 3166-1 alpha-3 */
entity?: string;
topic?: "macro" | "environment" | "social" | "governance" | "infrastructure";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are series_id, name, indicator, entity, entity_name, unit, interval, topic, source, is_sample, fetch_id, recorded_at, rev, sources, filled_from */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Series'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/series/{id}/observations': {
get: /** Observations of a series */
{
parameters: {
path: {
id: string;
};
query?: {
/** First period, inclusive */
from?: string;
/** Last period, inclusive */
to?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
order?: "asc" | "desc";
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. columns: one object of arrays of equal length. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. parquet: the columns of csv, decimals exactly. arrow: the columns of csv as a stream (IPC), decimals as text. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "columns" | "json" | "csv" | "ndjson" | "parquet" | "arrow";
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
/** Another unit of the same dimension, exactly converted; left out, values are as published */
unit?: string;
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are series_id, period, value, status, document, page, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Observation'])[] | components['schemas']['ObservationColumns'];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string; 'application/vnd.apache.parquet': Blob; 'application/vnd.apache.arrow.stream': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/series/{id}/vintages': {
get: /** What a source said of each period, and on which days it said so */
{
parameters: {
path: {
id: string;
};
query?: {
/** First period, inclusive */
from?: string;
/** Last period, inclusive */
to?: string;
/** Only what the source said on this day */
realtime?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are series_id, period, realtime_start, realtime_end, value, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Vintage'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/series/{id}/measurements': {
get: /** What an instrument measured, hour by hour or closer: air quality */
{
parameters: {
path: {
id: string;
};
query?: {
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
order?: "asc" | "desc";
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. columns: one object of arrays of equal length. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "columns" | "json" | "csv" | "ndjson";
/** Rows of this source only; left out, of the best-ranked source of /v1/sources that has any, computed ones (`derived`) last */
source?: string;
/** Another unit of the same dimension, exactly converted; left out, values are as published */
unit?: string;
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are series_id, time, value, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Measurement'])[] | components['schemas']['MeasurementColumns'];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/regions': {
get: /** The world, its regions, countries and provinces */
{
parameters: {
query?: {
/** Only it and what lies in it */
within?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are id, kind, name, parent, has_series */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Region'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/regions/{id}': {
get: /** A region, country or province, with the newest value of each of its series */
{
parameters: {
path: {
id: string;
};
query?: {
topic?: "macro" | "environment" | "social" | "governance" | "infrastructure";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['RegionFacts'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/news': {
get: /** Articles and announcements of issuers, newest first, with the instruments that they name */
{
parameters: {
query?: {
/** Only what names this instrument */
instrument?: string;
feed?: string;
kind?: "article" | "announcement";
/** As in `category` */
category?: string;
language?: string;
/** Found in title or summary */
q?: string;
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
repeats?: "true" | "false";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are feed_id, news_id, story_id, kind, published_at, title, summary, url, document_url, publisher, language, category, number, urgent, sentiment, mentions, source, is_sample, fetch_id, recorded_at, rev */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['News'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/query': {
post: /** Up to 20 reads in one request, each with its own answer or problem */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
requestBody?: { content: { 'application/json': {
reads: readonly (components['schemas']['QueryRead'])[];
} } };
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['QueryResult'])[];
meta: components['schemas']['QueryMeta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/files': {
get: /** Files to download, as Parquet and as CSV */
{
parameters: {
query?: {
dataset?: "bar" | "rate" | "observation" | "series" | "instrument" | "alias";
/** Minutes and hours, or days and longer */
interval_class?: "intraday" | "daily" | "all";
period?: string;
format?: "parquet" | "csv";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are path, dataset, interval_class, period, part, format, sha256, size_bytes, rows, columns, from_time, to_time, fetches, is_sample, manifest_path, published_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['File'])[];
meta: components['schemas']['FilesMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/files/public/{dataset}/{interval_class}/{period}/{name}': {
get: /** A published file, or the signed manifest of a period */
{
parameters: {
path: {
dataset: "bar" | "rate" | "observation" | "series" | "instrument" | "alias";
interval_class: "intraday" | "daily" | "all";
period: string;
name: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** The bytes that are wanted: `bytes=0-1023` */
Range?: string;
/** The `ETag` of which they are to be; else all come */
'If-Range'?: string;
};
};
responses: {
200: { content: { 'application/octet-stream': Blob } };
206: { content: { 'application/octet-stream': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/.well-known/wizdata-keys': {
get: /** The public keys by which published files are signed, former ones included */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/jwk-set+json': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/provenance/{fetch_id}': {
get: /** Where a row comes from: url, times, digest, parser, terms */
{
parameters: {
path: {
fetch_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Provenance'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/provenance/{fetch_id}/payload': {
get: /** The very bytes that the source sent */
{
parameters: {
path: {
fetch_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/octet-stream': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/calendars': {
get: /** Trading calendars: which there are and what they cover */
{
parameters: {
query?: {
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are calendar_id, name, mic, timezone, coverage, verified_on, notes */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Calendar'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/calendars/{id}': {
get: /** A calendar: its rules, its dated exceptions, and whether the market is open */
{
parameters: {
path: {
id: string;
};
query?: {
/** The moment of `state`; left out, now */
at?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['CalendarDetail'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/calendars/{id}/sessions': {
get: /** Sessions of a calendar: trading days with their hours */
{
parameters: {
path: {
id: string;
};
query?: {
/** First session date, inclusive */
from?: string;
/** Last session date, inclusive */
to?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are session_date, open, close, early_close, name */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Session'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/calendars/{id}/sessions.ics': {
get: /** Closures, half-days and late opens for a diary (iCalendar, RFC 5545) */
{
parameters: {
path: {
id: string;
};
query?: {
/** First day, inclusive */
from?: string;
/** Last day, inclusive */
to?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'text/calendar': Blob } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/quality': {
get: /** Quality of every series: completeness, freshness, timeliness, accuracy, validity, uniqueness */
{
parameters: {
query?: {
dataset?: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
/** An instrument, a series, a feed, or a pair such as FX:EUR-ZAR */
id?: string;
/** Series of this source only */
source?: string;
/** Series that score no less */
min_score?: number;
/** Series that score no more */
max_score?: number;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are channel, source, dataset, id, interval, is_sample, day, rows, first_time, last_time, metrics, score, open_findings, computed_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Quality'])[];
meta: components['schemas']['AuditedMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/quality/{dataset}/{id}': {
get: /** Quality of one instrument, pair, series or feed, in words and through time */
{
parameters: {
path: {
dataset: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
/** An instrument, a series, a feed, or a pair such as FX:EUR-ZAR */
id: string;
};
query?: {
/** Of bars; left out, of all intervals */
interval?: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
/** Audits of this source only */
source?: string;
/** First day of audits, inclusive */
from?: string;
/** Last day of audits, inclusive */
to?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are channel, source, dataset, id, interval, is_sample, day, rows, first_time, last_time, metrics, score, open_findings, computed_at, explanation */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['ExplainedQuality'])[];
meta: components['schemas']['AuditedMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/findings': {
get: /** What looks wrong in stored series, by rule, newest first */
{
parameters: {
query?: {
dataset?: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
/** An instrument, a series, a feed, or a pair such as FX:EUR-ZAR */
id?: string;
/** Series of this source only */
source?: string;
rule?: "gap" | "unit_jump" | "split_sanity" | "outlier" | "stale_price" | "repeated_bar" | "disagreement" | "late";
severity?: "notice" | "warning" | "error";
/** Those that still hold, or those that are resolved; left out, both */
open?: "true" | "false";
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are channel, source, dataset, id, interval, is_sample, rule, at, until, severity, reason, fetch_id, found_at, resolved_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Finding'])[];
meta: components['schemas']['AuditedMeta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/reconciliation/{id}': {
get: /** What each source says of the same close, which one is preferred, and whether they agree */
{
parameters: {
path: {
id: string;
};
query?: {
/** Closes of bars, or rates of a pair such as FX:EUR-ZAR */
dataset?: "bar" | "rate";
/** Length of a bar */
interval?: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
/** First day or instant, inclusive (RFC 3339, UTC where no offset is given) */
from?: string;
/** A day, which is included whole, or an instant, which is not */
to?: string;
/** Answer what was known at this moment: corrections that came later are left out. A day means its end. */
as_of?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Reconciliation'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/sources': {
get: /** Sources: terms, cadence, last success and how fresh they are */
{
parameters: {
query?: {
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are source_id, name, url, terms_url, redistribution, attribution, country, datasets, cadence_seconds, coverage_start, verified_on, rank, price_basis, key, politeness, intake_only, oddities, rows_collected, is_sample, last_success_at, freshness_seconds, last_run_status, last_run_at, failing_subjects, last_error_code, last_error_message, last_error_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Source'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/status': {
get: /** What is stored and what is under way */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Status'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/stream/history': {
get: /** Items of a channel that a subscriber has missed, under the same seq */
{
parameters: {
query: {
channel: string;
epoch?: string;
from_seq: number;
to_seq: number;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['History'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account/sign-up': {
post: /** Ask for a link to sign in, with an account or without one yet */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
requestBody?: { content: { 'application/json': {
email: string;
} } };
responses: {
202: { content: { 'application/json': {
data: components['schemas']['LinkSent'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account/sign-in': {
post: /** Redeem a link: a session for the browser, and an account where there was none */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
requestBody?: { content: { 'application/json': {
/** What follows the # in the letter */
link: string;
} } };
responses: {
200: { content: { 'application/json': {
data: components['schemas']['SignedIn'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account/sign-out': {
post: /** End the session that asks */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['SignedOut'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account': {
get: /** The account of the key or session that asks */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Account'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account/members': {
post: /** Invite somebody into the account */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
email: string;
role: "owner" | "admin" | "member" | "viewer";
} } };
responses: {
202: { content: { 'application/json': {
data: components['schemas']['InvitationSent'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account/members/{member_id}': {
patch: /** Give a member another role */
{
parameters: {
path: {
member_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
role: "owner" | "admin" | "member" | "viewer";
} } };
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Member'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
delete: /** Take somebody out of the account; what was made under it stays */
{
parameters: {
path: {
member_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Member'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/keys': {
get: /** Keys of the account, newest first; revoked ones for 90 days */
{
parameters: {
query?: {
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are key_id, name, kind, service, scopes, allowed_addresses, created_at, expires_at, revoked_at, last_used_at, previous_until */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Key'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
post: /** Make a key */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
name: string;
scopes?: readonly ("read" | "stream" | "account" | "admin")[];
/** Makes it a key of the kind service, for one of your programs */
service?: string | null;
/** From elsewhere the key is refused; empty: from everywhere */
allowed_addresses?: readonly (string)[];
/** Null: it does not expire */
expires_at?: string | null;
} } };
responses: {
201: { content: { 'application/json': {
data: components['schemas']['KeyWithSecret'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/keys/{key_id}': {
get: /** One key */
{
parameters: {
path: {
key_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Key'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
patch: /** Change what a key is called and may do */
{
parameters: {
path: {
key_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
name?: string;
scopes?: readonly ("read" | "stream" | "account" | "admin")[];
/** From elsewhere the key is refused; empty: from everywhere */
allowed_addresses?: readonly (string)[];
/** Null: it does not expire */
expires_at?: string | null;
} } };
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Key'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
delete: /** Revoke a key, for ever */
{
parameters: {
path: {
key_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Key'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/keys/{key_id}/rotate': {
post: /** Give a key another secret */
{
parameters: {
path: {
key_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
overlap_seconds?: number;
} } };
responses: {
200: { content: { 'application/json': {
data: components['schemas']['KeyWithSecret'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/account/audit': {
get: /** Every change of the account: who, what, when; newest first */
{
parameters: {
query?: {
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are audit_id, recorded_at, actor, action, subject, detail, request_id */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['AuditEvent'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/usage': {
get: /** What was spent by day, key and operation, what is left, and where the month is heading */
{
parameters: {
query?: {
/** First day, inclusive */
from?: string;
/** Last day, inclusive */
to?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Usage'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/jobs/{connector}/run': {
post: /** Fetch from a source now, one subject or all */
{
parameters: {
path: {
connector: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
subject?: string;
} } };
responses: {
202: { content: { 'application/json': {
data: components['schemas']['RunsStarted'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/jobs': {
get: /** Each subject of each connector with its last run */
{
parameters: {
query?: {
connector?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are connector, subject, runs, last_run_id, last_kind, last_status, last_attempt, last_error_code, last_error_message, last_started_at, last_finished_at, last_success_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Job'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/runs': {
get: /** Attempts to fetch, newest first, with their errors */
{
parameters: {
query?: {
connector?: string;
status?: "succeeded" | "failed" | "not_modified" | "needs_key";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are run_id, connector, subject, kind, attempt, status, error_code, error_message, payloads, rows_in, inserted, revised, unchanged, stale, rejected, window_from, window_to, started_at, finished_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Run'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/dead-letters': {
get: /** Messages that ran out of retries, newest first */
{
parameters: {
query?: {
/** true: those that were not sent again; false: those that were */
open?: "true" | "false";
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are dead_letter_id, queue, message, attempts, recorded_at, resent_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['DeadLetter'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/dead-letters/{id}/resend': {
post: /** Give a message that ran out of retries a second chance */
{
parameters: {
path: {
id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
responses: {
202: { content: { 'application/json': {
data: components['schemas']['Resent'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/quarantine': {
get: /** Records that did not become rows, and rows that are suspicious, with the rule and the reason */
{
parameters: {
query?: {
connector?: string;
rule?: string;
verdict?: "rejected" | "flagged";
fetch_id?: string;
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** The `meta.next_cursor` of the page before */
cursor?: string;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are fetch_id, position, connector, dataset, rule, reason, verdict, record, recorded_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Quarantined'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/replays': {
post: /** Rebuild what was fetched in a span of time from the lake, with today's parsers, beside the live tables */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
/** Left out: all connectors */
connector?: string;
from: string;
to: string;
} } };
responses: {
202: { content: { 'application/json': {
data: components['schemas']['ReplayStarted'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
get: /** Replays, newest first */
{
parameters: {
query?: {
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are replay_id, connector, from, to, status, payloads, payloads_done, percent, payloads_refused, refused, difference, error_message, started_at, compared_at, swapped_at, finished_at */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Replay'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/replays/{replay_id}': {
get: /** How far a replay is, and what a swap would change */
{
parameters: {
path: {
replay_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Replay'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/replays/{replay_id}/swap': {
post: /** Make the live tables say what the replay says: exactly its difference, with revisions and announcements */
{
parameters: {
path: {
replay_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
responses: {
202: { content: { 'application/json': {
data: components['schemas']['ReplayTurned'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/replays/{replay_id}/discard': {
post: /** Drop the tables of a replay; nothing live was changed by it */
{
parameters: {
path: {
replay_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['ReplayTurned'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/intakes': {
post: /** Hand in a file as a payload of a source: a download, a disclosure table */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
source: string;
/** What the file is about, in the grammar of the source */
subject: string;
name: string;
content_type?: string;
/** The bytes of the file, at most 16 MiB */
content_base64: string;
} } };
responses: {
202: { content: { 'application/json': {
data: components['schemas']['FileHandedIn'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/backfills': {
post: /** Fetch a span of the past anew, in pieces that survive restarts */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
/** A name of yours for this write: asked for again under it within 24 hours, it is done once and answered alike. Under the same name another request is a conflict. */
'idempotency-key'?: string;
};
};
requestBody?: { content: { 'application/json': {
source: string;
/** Left out: all of the source */
subject?: string;
from: string;
to: string;
} } };
responses: {
202: { content: { 'application/json': {
data: components['schemas']['BackfillStarted'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
get: /** Backfills, newest first */
{
parameters: {
query?: {
/** Rows in a page, at most; the plan may cap it lower, which `meta.limit` says */
limit?: number;
/** rows or json: an array of rows. csv: a table with a line of names (RFC 4180), in which empty is null; fields that are no single values are left out. ndjson: one row a line. Left out, `Accept` decides; what JSON says in `meta` comes in headers such as `Wiz-Source` */
format?: "rows" | "json" | "csv" | "ndjson";
/** The fields that are wanted, in this order, separated by commas; without `fetch_id` a figure does not lead to its bytes. Known are backfill_id, source, subject, from, to, status, requests, requests_done, requests_failed, percent, rows, rows_inserted, rows_revised, rows_unchanged, rows_rejected, started_at, finished_at, eta_seconds */
fields?: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: readonly (components['schemas']['Backfill'])[];
meta: components['schemas']['Meta'];
}; 'text/csv': string; 'application/x-ndjson': string } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/admin/backfills/{backfill_id}': {
get: /** How far a backfill is: percent, rows, time left */
{
parameters: {
path: {
backfill_id: string;
};
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Backfill'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/healthz': {
get: /** Ready once the first ingestion has landed */
{
parameters: {
header?: {
/** The version to answer in; left out, the one that the key is pinned to, or the newest */
'Wiz-Version'?: "2026-11-24";
};
};
responses: {
200: { content: { 'application/json': {
data: components['schemas']['Health'];
meta: components['schemas']['Meta'];
} } };
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
'/v1/stream': {
get: /** Open the stream of changes (WebSocket) */
{
parameters: {

};
responses: {
default: { content: { 'application/problem+json': components['schemas']['Problem'] } };
};
};
};
}

export interface components {
schemas: {
Instrument: {
instrument_id: string;
kind: "equity" | "index" | "crypto" | "fx" | "etf" | "fund" | "future" | "commodity" | "bond" | null;
name: string | null;
mic: string | null;
ticker: string;
currency: string | null;
unit: string | null;
isin: string | null;
timezone: string | null;
sector: string | null;
industry: string | null;
country: string | null;
source: string;
is_sample: boolean;
/** Null where nobody describes it and all its bars lie in files */
fetch_id: string | null;
/** Null where nobody describes it and all its bars lie in files */
recorded_at: string | null;
/** Null where nobody describes it and all its bars lie in files */
rev: number | null;
/** The power of ten that turns prices in `unit` into `currency`: -2 for ZAc, 0 for ZAR */
minor_exponent: number | null;
/** Where its code was another instrument's until a day, and is in force no more: the one that goes on under another code, and who says so */
succeeded_by: {
instrument_id: string;
until: string;
source: string;
fetch_id: string;
} | null;
/** Fields that `source` does not say: who does, and the fetch that brought it */
filled_from: Readonly<Record<string, {
source: string;
fetch_id: string;
}>>;
/** All sources that it is told from; `source` is the first, the others fill in what it does not say */
sources: readonly (string)[];
};
Meta: {
/** The past moment that was asked for; null for what is known now */
as_of: string | null;
/** The source of all rows, where it is one */
source: string | null;
/** True when any of it comes from the sample that ships with WizData */
is_sample: boolean;
/** The unit of all prices or values, where it is one */
unit: string | null;
/** Rows at most in this page, after the cap of the plan */
limit: number | null;
/** Give it as `cursor` to go on; null on the last page */
next_cursor: string | null;
};
Problem: {
type: string;
title: string;
status: number;
detail: string;
code: "invalid_request" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "conflict" | "payload_too_large" | "unsupported_media_type" | "range_not_satisfiable" | "upgrade_required" | "rate_limited" | "quota_exceeded" | "source_unavailable" | "source_denied" | "source_changed" | "data_rejected" | "dependency_unavailable" | "timeout" | "config_invalid" | "internal";
request_id: string;
[member: string]: unknown;
};
Alias: {
instrument_id: string;
scheme: "isin" | "figi" | "ticker" | "name" | "yahoo" | "alphavantage" | "eodhd" | "twelvedata" | "coingecko";
alias: string;
valid_from: string | null;
valid_to: string | null;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
Resolution: {
instrument_id: string;
matched_by: "id" | "isin" | "figi" | "ticker" | "name" | "yahoo" | "alphavantage" | "eodhd" | "twelvedata" | "coingecko";
valid_from: string | null;
valid_to: string | null;
name: string | null;
/** What goes on under another code, where a code is in force no more */
succeeded_by: string | null;
source: string;
is_sample: boolean;
fetch_id: string | null;
recorded_at: string | null;
};
SearchResult: {
kind: "instrument" | "series" | "news";
/** Of the instrument or series; of news its feed, a slash and its id there */
id: string;
title: string;
/** Kind and market of an instrument, the entity of a series, the publisher of news */
detail: string | null;
/** As /v1/resolve says it, or name_like */
matched_by: string;
/** 1 where the text is the id, code, number or whole name */
score: number;
/** Of news */
published_at: string | null;
source: string;
is_sample: boolean;
fetch_id: string;
};
CorporateAction: {
instrument_id: string;
kind: "split" | "dividend" | "symbol_change";
ex_date: string;
amount: string | null;
ratio: string | null;
unit: string | null;
declared_on: string | null;
record_date: string | null;
payment_date: string | null;
old_symbol: string | null;
new_symbol: string | null;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
LatestPrice: {
/** The name that was asked for */
asked: string;
instrument_id: string;
/** As /v1/resolve says it: id, isin, ticker, yahoo ... */
matched_by: string;
name: string | null;
/** What the price is of: a quote, a trade or the close of a bar; null where no price is known */
kind: "quote" | "trade" | "bar" | null;
/** Of the quote or trade; of a bar its beginning */
time: string | null;
/** The market's day of the price */
session_date: string | null;
price: string | null;
unit: string | null;
currency: string | null;
volume: string | null;
market_cap: string | null;
previous_close: string | null;
/** The session of `previous_close` */
previous_session: string | null;
change: string | null;
change_percent: string | null;
/** Why there is no change; null where there is */
change_unknown: "no_price" | "no_previous_close" | "split_between" | null;
/** From `time` to `meta.at` */
age_seconds: number | null;
source: string | null;
is_sample: boolean;
fetch_id: string | null;
recorded_at: string | null;
};
LatestMeta: components['schemas']['Meta'] & {
/** The moment against which ages are counted */
at: string;
/** Names that name no instrument */
missing: readonly (string)[];
};
IndexConstituent: {
instrument_id: string;
name: string | null;
weight_percent: string | null;
};
ConstituentsMeta: components['schemas']['Meta'] & {
/** Why there are none, where there are none */
why: string | null;
};
AdjustedBar: components['schemas']['Bar'] & {
/** What the published figures were multiplied by; null for a week or month whose days have several */
price_factor: string | null;
/** What the published figures were multiplied by; null for a week or month whose days have several */
volume_factor: string | null;
};
Bar: {
instrument_id: string;
interval: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
time: string;
session_date: string | null;
open: string | null;
high: string | null;
low: string | null;
close: string;
volume: string | null;
/** The value traded, the sum of price x volume, in `unit`: as the source publishes it, summed in bars that are rolled up, null where it is not published. The volume-weighted average price (vwap) is turnover / volume */
turnover: string | null;
trades: number | null;
unit: string;
/** The interval has ended. Of a computed bar: with all its parts, as far as can be told. Where a market never closes each must be there; on an exchange a minute without a trade has no bar, so hours and days count as whole once sessions go on after them, and weeks and months once the calendar has no further session */
final: boolean;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
BarColumns: {
instrument_id: string;
interval: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
time: readonly (string)[];
session_date: readonly (string | null)[];
open: readonly (string | null)[];
high: readonly (string | null)[];
low: readonly (string | null)[];
close: readonly (string)[];
volume: readonly (string | null)[];
turnover: readonly (string | null)[];
trades: readonly (number | null)[];
final: readonly (boolean)[];
fetch_id: readonly (string)[];
recorded_at: readonly (string)[];
rev: readonly (number)[];
};
ExplainedBars: {
bars: readonly (components['schemas']['AdjustedBar'])[];
steps: readonly (components['schemas']['AdjustmentStep'])[];
};
AdjustmentStep: {
ex_date: string;
kind: "split" | "dividend" | "symbol_change";
/** For the bar before the ex-date; 1 where it is refused or in the prices */
price_factor: string;
volume_factor: string;
/** Of this step and all later ones */
cumulative_price_factor: string;
cumulative_volume_factor: string;
action: {
instrument_id: string;
kind: "split" | "dividend" | "symbol_change";
ex_date: string;
amount: string | null;
ratio: string | null;
unit: string | null;
declared_on: string | null;
record_date: string | null;
payment_date: string | null;
old_symbol: string | null;
new_symbol: string | null;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
reference_close: {
session_date: string;
close: string;
} | null;
verdict: "applied" | "refused";
reason: string;
};
BarsMeta: components['schemas']['Meta'] & {
/** True for computed bars while shorter ones have come that are not in them yet; as a rule a read brings them up to date */
behind: boolean;
};
BarsOfOne: {
instrument_id: string;
source: string | null;
/** The unit of all its prices, where it is one */
unit: string | null;
is_sample: boolean;
behind: boolean;
/** Give it to /v1/bars/{id} as `cursor`, with the same parameters, to go on */
next_cursor: string | null;
bars: readonly (components['schemas']['Bar'])[] | components['schemas']['BarColumns'];
};
MissingMeta: components['schemas']['Meta'] & {
/** Ids that nothing is known of */
missing: readonly (string)[];
};
Comparison: {
days: readonly (string)[];
members: readonly (components['schemas']['ComparedMember'])[];
};
ComparedMember: {
id: string;
kind: "instrument" | "series";
source: string | null;
is_sample: boolean;
/** Of what is published; null where it is several or not said */
unit: string | null;
/** The unit of `values`: the published one, `index` (100 on the first day) or percent */
values_in: string | null;
values: readonly (string | null)[];
/** Where the published figure of each day is from */
fetch_ids: readonly (string)[];
/** Within the days: closes are as published, and so may not be on the same shares */
splits: readonly ({
ex_date: string;
ratio: string | null;
})[];
};
Mover: {
instrument_id: string;
name: string | null;
sector: string | null;
close: string;
previous_close: string;
change: string;
change_percent: string;
volume: string | null;
/** In `unit`: the turnover, or close times volume */
value_traded: string | null;
value_basis: "turnover" | "close_times_volume" | null;
unit: string;
source: string;
is_sample: boolean;
fetch_id: string;
previous_fetch_id: string;
};
SessionMeta: components['schemas']['Meta'] & {
venue: string;
/** Null where nothing of the venue is stored */
session_date: string | null;
/** By the venue's calendar; where there is none, the last day before with a close of anything */
previous_session: string | null;
/** How many instruments have both closes */
compared: number;
/** Those that have a close of the session and no change */
left_out: readonly ({
instrument_id: string;
reason: "no_previous_close" | "split_between";
})[];
};
Sector: {
/** In the words of the source; null: nobody says it */
sector: string | null;
/** All of the venue that are known */
instruments: number;
/** Those that have a change */
priced: number;
mean_change_percent: string | null;
median_change_percent: string | null;
cells: readonly (components['schemas']['HeatMapCell'])[];
};
HeatMapCell: {
instrument_id: string;
name: string | null;
change_percent: string;
/** Market capitalisation of the newest quote until the session; null where no quote tells it */
weight: string | null;
weight_currency: string | null;
fetch_id: string;
};
BarRevision: components['schemas']['Bar'] & {
/** When another version took its place; null for the one that stands */
superseded_at: string | null;
/** Fields that differ from the version before */
changed: readonly (string)[];
};
Constituents: {
bar: components['schemas']['Bar'];
constituents: readonly (components['schemas']['Constituent'])[];
};
Constituent: components['schemas']['Bar'] & {
/** What is known of the fetch that brought it, and its bytes */
provenance: string;
/** Where it is derived itself, what it was made of; null where a source published it */
constituents: string | null;
};
Quote: {
instrument_id: string;
time: string;
price: string;
bid: string | null;
ask: string | null;
volume: string | null;
market_cap: string | null;
unit: string;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
QuoteColumns: {
instrument_id: string;
time: readonly (string)[];
price: readonly (string)[];
bid: readonly (string | null)[];
ask: readonly (string | null)[];
volume: readonly (string | null)[];
market_cap: readonly (string | null)[];
fetch_id: readonly (string)[];
recorded_at: readonly (string)[];
rev: readonly (number)[];
};
Trade: {
instrument_id: string;
trade_id: string;
time: string;
price: string;
size: string;
side: "buy" | "sell";
unit: string;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
Rate: {
base: string;
quote: string;
date: string;
/** As published where direct; else derived from `path` and rounded to 12 significant digits */
value: string;
method: "direct" | "inverse" | "cross";
source: string;
is_sample: boolean;
/** Null where derived: the legs in `path` have theirs */
fetch_id: string | null;
recorded_at: string;
rev: number | null;
/** The published rates that lead from base to quote */
path: readonly (components['schemas']['RateLeg'])[];
};
RateLeg: {
base: string;
quote: string;
date: string;
value: string;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
/** The published rate is walked from its quote to its base */
inverted: boolean;
};
Conversion: {
from: string;
to: string;
date: string;
amount: string;
/** Amount times rate: exactly where the rate is as published, else to 12 significant digits */
converted: string;
/** As published where direct; else computed to 12 significant digits */
rate: string;
method: "identity" | "direct" | "inverse" | "cross" | "blend";
/** Of the oldest leg that was used */
age_days: number;
/** The published rates behind it; of a blend, see `contributions` */
legs: readonly (components['schemas']['ConversionLeg'])[];
contributions: readonly ({
source: string;
rate: string;
method: "direct" | "inverse" | "cross";
legs: readonly (components['schemas']['ConversionLeg'])[];
used: boolean;
/** Why it was left out; null where it was used */
reason: string | null;
})[];
};
ConversionLeg: {
base: string;
quote: string;
date: string;
value: string;
source: string;
fetch_id: string;
recorded_at: string;
rev: number;
is_sample: boolean;
/** The published rate is walked from its quote to its base */
inverted: boolean;
/** Days between the rate and the day of the conversion */
age_days: number;
};
Series: {
series_id: string;
name: string;
indicator: string;
entity: string;
entity_name: string;
unit: string | null;
interval: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
topic: "macro" | "environment" | "social" | "governance" | "infrastructure";
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
sources: readonly (string)[];
/** Fields that `source` does not say: who does, and the fetch that brought it */
filled_from: Readonly<Record<string, {
source: string;
fetch_id: string;
}>>;
};
Observation: {
series_id: string;
period: string;
value: string | null;
status: string | null;
document: string | null;
page: string | null;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
ObservationColumns: {
series_id: string;
period: readonly (string)[];
value: readonly (string | null)[];
status: readonly (string | null)[];
fetch_id: readonly (string)[];
recorded_at: readonly (string)[];
rev: readonly (number)[];
};
Vintage: {
series_id: string;
period: string;
realtime_start: string;
realtime_end: string | null;
value: string | null;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
Measurement: {
series_id: string;
time: string;
value: string;
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
MeasurementColumns: {
series_id: string;
time: readonly (string)[];
value: readonly (string)[];
fetch_id: readonly (string)[];
recorded_at: readonly (string)[];
rev: readonly (number)[];
};
Region: {
/** M49 code, ISO 3166-1 alpha-3, or the code of a province */
id: string;
kind: "world" | "region" | "country" | "province";
name: string;
parent: string | null;
/** Whether a series is about it */
has_series: boolean;
};
RegionFacts: {
/** M49 code, ISO 3166-1 alpha-3, or the code of a province */
id: string;
kind: "world" | "region" | "country" | "province";
name: string;
parent: string | null;
/** What it lies in, the world first */
path: readonly ({
/** M49 code, ISO 3166-1 alpha-3, or the code of a province */
id: string;
name: string;
})[];
/** Regions and countries in it */
children: readonly ({
/** M49 code, ISO 3166-1 alpha-3, or the code of a province */
id: string;
name: string;
})[];
facts: readonly (components['schemas']['RegionFact'])[];
};
RegionFact: {
series_id: string;
name: string;
indicator: string;
topic: "macro" | "environment" | "social" | "governance" | "infrastructure";
interval: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y";
unit: string | null;
/** Null, as all that follows, where no value is published */
period: string | null;
value: string | null;
status: string | null;
source: string;
is_sample: boolean;
fetch_id: string | null;
recorded_at: string | null;
rev: number | null;
};
News: {
feed_id: string;
news_id: string;
story_id: string;
kind: "article" | "announcement";
published_at: string;
title: string;
summary: string | null;
url: string | null;
document_url: string | null;
publisher: string;
language: string | null;
category: string | null;
number: string | null;
urgent: boolean | null;
sentiment: string | null;
mentions: readonly ({
instrument_id: string;
field: "title" | "summary";
start: number;
end: number;
text: string;
})[];
source: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
rev: number;
};
QueryResult: {
operation: string;
cost: number;
status: number;
data?: unknown;
/** As the operation answers it; null with a problem */
meta: Readonly<Record<string, unknown>> | null;
/** RFC 9457, where there is no answer */
problem: Readonly<Record<string, unknown>> | null;
};
QueryMeta: components['schemas']['Meta'] & {
/** Of all reads, in tokens */
cost: number;
/** Reads with a problem instead of an answer */
failed: number;
};
QueryRead: {
operation: string;
/** Those that stand in the path */
params?: Readonly<Record<string, string | number | boolean>>;
query?: Readonly<Record<string, string | number | boolean>>;
};
File: {
/** Behind /v1/files/ */
path: string;
dataset: "bar" | "rate" | "observation" | "series" | "instrument" | "alias";
/** Of bars; `all` of datasets that have no intervals */
interval_class: "intraday" | "daily" | "all";
/** A month of minutes and hours, a year of days and longer, of rates and of observations; `snapshot` of what has no time of its own: all that is known now */
period: string;
/** Of bars a sixteenth of the instruments, by a digest of their ids; else the number of the file in its period, from 0 */
part: string;
format: "parquet" | "csv";
sha256: string;
size_bytes: number;
rows: number;
columns: readonly (string)[];
from_time: string | null;
to_time: string | null;
/** How many fetches the rows come from; each row names its own */
fetches: number;
is_sample: boolean;
/** The signed list of the files of this period */
manifest_path: string;
published_at: string;
};
FilesMeta: components['schemas']['Meta'] & {
/** When any file was last published; null before the first */
last_published_at: string | null;
};
Provenance: {
fetch_id: string;
run_id: string;
connector: string;
subject: string;
url: string;
status: number;
headers: Readonly<Record<string, string>>;
sha256: string;
size_bytes: number;
fetched_at: string;
window_from: string;
window_to: string;
is_sample: boolean;
parser_version: number | null;
parsed_at: string | null;
/** Records in the payload: inserted, revised, unchanged, stale or rejected */
rows_in: number | null;
inserted: number | null;
revised: number | null;
unchanged: number | null;
stale: number | null;
rejected: number | null;
error_code: string | null;
error_message: string | null;
/** The source's terms, and how it wants to be named */
terms: {
name: string;
terms_url: string;
redistribution: "open" | "restricted";
attribution: string;
} | null;
/** Where the bytes are */
payload: string;
};
Calendar: {
calendar_id: string;
name: string;
/** ISO 10383; null where no exchange keeps the hours */
mic: string | null;
/** IANA name of the zone whose clocks and dates count */
timezone: string;
/** The days it vouches for, both included */
coverage: {
from: string;
to: string;
};
/** When its facts were last compared with their sources */
verified_on: string;
/** What is uncertain or left out */
notes: readonly (string)[];
};
CalendarDetail: {
calendar_id: string;
name: string;
/** ISO 10383; null where no exchange keeps the hours */
mic: string | null;
/** IANA name of the zone whose clocks and dates count */
timezone: string;
/** The days it vouches for, both included */
coverage: {
from: string;
to: string;
};
/** When its facts were last compared with their sources */
verified_on: string;
/** What is uncertain or left out */
notes: readonly (string)[];
/** Weekdays of the session dates */
weekdays: readonly ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
hours: readonly ({
/** First day; null where it is not stated */
valid_from: string | null;
/** Last day; null where it goes on */
valid_to: string | null;
source: string;
/** By the zone's clocks */
open: string;
/** By the zone's clocks */
close: string;
/** The session opens on the evening before its date */
opens_day_before: boolean;
})[];
/** Parts of a session; where two overlap, the first one is meant */
phases: readonly ({
/** First day; null where it is not stated */
valid_from: string | null;
/** Last day; null where it goes on */
valid_to: string | null;
source: string;
phase: "pre_open" | "opening_auction" | "continuous" | "intraday_auction" | "closing_auction" | "closing_price_publication" | "closing_price_cross" | "post_close";
from: {
relative_to: "open" | "close" | "midnight";
minutes: number;
};
to: {
relative_to: "open" | "close" | "midnight";
minutes: number;
};
})[];
holidays: readonly ({
/** First day; null where it is not stated */
valid_from: string | null;
/** Last day; null where it goes on */
valid_to: string | null;
source: string;
name: string;
on: string;
/** What becomes of a holiday on a weekend */
observed: "none" | "sunday_to_monday" | "nearest_weekday" | "next_free_weekday";
})[];
half_days: readonly ({
/** First day; null where it is not stated */
valid_from: string | null;
/** Last day; null where it goes on */
valid_to: string | null;
source: string;
name: string;
on: string;
observed: "none" | "previous_weekday";
/** Only on these; null for all */
weekdays: readonly ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[] | null;
/** By the zone's clocks */
close: string;
})[];
exceptions: readonly ({
date: string;
kind: "closed" | "early_close" | "late_open" | "open";
name: string;
/** By the zone's clocks */
open: string | null;
/** By the zone's clocks */
close: string | null;
/** When it became known; null where no source names it */
announced_at: string | null;
source: string;
})[];
state: {
at: string;
is_open: boolean;
phase: "pre_open" | "opening_auction" | "continuous" | "intraday_auction" | "closing_auction" | "closing_price_publication" | "closing_price_cross" | "post_close" | "closed";
session: components['schemas']['Session'];
next_open: string | null;
next_close: string | null;
};
};
Session: {
/** The exchange's date */
session_date: string;
open: string;
/** End of trading; a closing auction may come after it, see the phases */
close: string;
early_close: boolean;
/** What is unusual about the day; null where nothing is */
name: string | null;
} | null;
Quality: {
channel: string;
source: string;
dataset: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
id: string;
interval: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y" | null;
is_sample: boolean;
/** Of the audit, UTC; the last one of a day is kept */
day: string;
/** Looked at: the newest 1,500 of a series */
rows: number;
first_time: string;
last_time: string;
metrics: {
/** Null where there is nothing to count */
completeness: {
share: string;
numerator: number;
denominator: number;
} | null;
/** Null where there is nothing to count */
freshness: {
share: string;
numerator: number;
denominator: number;
} | null;
/** Null where there is nothing to count */
timeliness: {
share: string;
numerator: number;
denominator: number;
} | null;
/** Null where there is nothing to count */
accuracy: {
share: string;
numerator: number;
denominator: number;
} | null;
/** Null where there is nothing to count */
validity: {
share: string;
numerator: number;
denominator: number;
} | null;
/** Null where there is nothing to count */
uniqueness: {
share: string;
numerator: number;
denominator: number;
} | null;
};
/** The mean of the metrics that are not null */
score: string | null;
open_findings: number;
computed_at: string;
};
AuditedMeta: components['schemas']['Meta'] & {
/** How far the audit has come with the series that are asked for */
audit: {
/** The last audit of any of these series; null before the first */
audited_at: string | null;
/** Channels with rows that no audit has looked at yet; each is looked at within an hour */
pending_channels: number;
};
};
ExplainedQuality: components['schemas']['Quality'] & {
/** Each metric in words */
explanation: readonly (string)[];
};
Finding: {
channel: string;
source: string;
dataset: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
id: string;
interval: "1m" | "5m" | "15m" | "1h" | "4h" | "1d" | "1w" | "1M" | "1q" | "1y" | null;
is_sample: boolean;
rule: "gap" | "unit_jump" | "split_sanity" | "outlier" | "stale_price" | "repeated_bar" | "disagreement" | "late";
/** The time of the row that is doubted, or of the first of several in a row */
at: string;
/** The time of the last of several in a row */
until: string | null;
severity: "notice" | "warning" | "error";
reason: string;
/** What brought the row; null where a row is missing */
fetch_id: string | null;
found_at: string;
/** When it no longer held; null while it does */
resolved_at: string | null;
};
Reconciliation: {
/** By which a source is preferred */
rule: string;
/** Up to which deviation sources agree */
tolerance: string;
rows: readonly (components['schemas']['ReconciledClose'])[];
};
ReconciledClose: {
source: string;
rank: number;
time: string;
close: string;
unit: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
session_date: string | null;
/** Whether all others agree; null where there is none */
agrees: boolean | null;
others: readonly ({
source: string;
rank: number;
time: string;
close: string;
unit: string;
is_sample: boolean;
fetch_id: string;
recorded_at: string;
/** From the preferred close, as a part of it; null in another currency */
deviation: string | null;
agrees: boolean | null;
})[];
};
Source: {
source_id: string;
name: string;
url: string;
terms_url: string;
redistribution: "open" | "restricted";
attribution: string;
country: string;
datasets: readonly ("instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news")[];
cadence_seconds: number;
coverage_start: string;
/** When the terms were last read */
verified_on: string;
/** Where several publish the same thing, the lowest speaks: 1 whoever makes the figure, 2 a vendor, 3 an aggregator */
rank: number;
price_basis: "as_traded" | "split_adjusted" | null;
/** The secret without which the source is not asked */
key: {
name: string;
register_url: string;
} | null;
politeness: {
min_interval_ms: number;
per_day: number | null;
};
/** Its payloads come only as files that somebody hands in */
intake_only: boolean;
oddities: readonly (string)[];
/** Rows that its payloads brought, in all datasets */
rows_collected: number;
is_sample: boolean;
last_success_at: string | null;
/** Since the last success */
freshness_seconds: number | null;
last_run_status: "succeeded" | "failed" | "not_modified" | "needs_key" | null;
last_run_at: string | null;
/** Subjects whose last run failed; empty where all is well */
failing_subjects: readonly (string)[];
/** Of the last run that failed; see /problems/{code} */
last_error_code: string | null;
last_error_message: string | null;
last_error_at: string | null;
};
Status: {
datasets: readonly ({
dataset: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
rows: number;
/** The newest day or instant, by the world's clock */
newest: string | null;
/** The newest recorded_at, by our clock */
last_recorded_at: string | null;
})[];
/** Changes that are stored and not yet published or derived from */
unsent_changes: number;
/** Payloads in the lake whose rows are not stored yet */
pending_payloads: number;
/** Records that are impossible and did not become rows */
quarantined_rows: number;
/** Rows that are suspicious and stand as published */
flagged_rows: number;
open_dead_letters: number;
/** Bars that lie in cold storage and are read as all others are */
cold: readonly ({
interval_class: "intraday" | "daily" | "all";
files: number;
/** Revisions included */
rows: number;
bytes: number;
oldest_period: string;
newest_period: string;
/** Instruments and periods that were taken back for a correction */
reopened: number;
/** Files that were read back since they were put there. Each day, those that were checked longest ago are: their bytes must have the digest that was noted, and the index must name all their rows */
checked: number;
/** Files that the last check found changed or gone; 0 is as it must be. Reads of them are refused until they are brought back */
damaged: number;
})[];
/** Swaps of replays under way, by rows: meanwhile tables are in part as they will be */
swapping: readonly ({
replay_id: string;
done: number;
of: number;
})[];
/** Rows, by table, so far ahead that there is no partition for their time; 0 is as it must be */
rows_beyond: Readonly<Record<string, number>>;
/** What came of rebuilding each table from the lake, beside it, as a nightly job does: a sum over the hashes of its rows (60 bits of the md5 of key, values, source and is_sample), as they stand and as rebuilt. Bars in cold storage are not compared, their files are checked by digest instead. Derived bars come from no payload and are not among it. */
rebuild_proofs: readonly ({
dataset: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
source: string;
/** `differing`: some rows are not those that the lake yields */
status: "proven" | "differing";
rows: number;
live_hash: string;
rebuilt_hash: string;
/** Rows that the lake does not yield as they stand; 0 is as it must be */
differing: number;
/** Rows of cold storage, which are not compared: their files are checked by digest, see `cold` */
cold: number;
payloads: number;
/** Payloads that today's parsers do not understand */
payloads_refused: number;
/** Of a large source, when the part that was proven longest ago was */
proven_at: string;
})[];
};
History: {
channel: string;
epoch: string;
/** Seq of the newest item; 0 when there never was one */
head_seq: number;
/** Seq of the oldest item that is still kept */
first_seq: number;
/** In the order of their seq, without a hole */
items: readonly ({
seq: number;
data: Readonly<Record<string, unknown>>;
})[];
/** Give it as `from_seq` to go on; null on the last page */
next_from_seq: number | null;
/** Items of the span that are no longer kept, both ends included; null when there are none */
lost: {
from_seq: number;
to_seq: number;
} | null;
};
LinkSent: {
sent: true;
};
SignedIn: {
account_id: string;
member: components['schemas']['Member'];
expires_at: string;
};
Member: {
member_id: string;
email: string;
role: "owner" | "admin" | "member" | "viewer";
created_at: string;
};
SignedOut: {
signed_out: true;
};
Account: {
account_id: string;
name: string;
plan: string;
created_at: string;
/** Shown to keys with the scope account, and to who is signed in */
members: readonly (components['schemas']['Member'])[];
};
InvitationSent: {
sent: true;
};
Key: {
key_id: string;
name: string;
kind: "personal" | "service";
/** The program that a key of the kind service is for */
service: string | null;
scopes: readonly ("read" | "stream" | "account" | "admin")[];
allowed_addresses: readonly (string)[];
created_at: string;
expires_at: string | null;
/** It is refused everywhere within 60 seconds of this */
revoked_at: string | null;
/** Within two minutes */
last_used_at: string | null;
/** Until when the secret before the last rotation works beside the new one */
previous_until: string | null;
};
KeyWithSecret: components['schemas']['Key'] & {
/** Shown this once: what is stored is a digest */
key: string;
};
AuditEvent: {
audit_id: string;
recorded_at: string;
/** A member_id, a key_id, or platform */
actor: string;
action: string;
subject: string;
detail: Readonly<Record<string, unknown>>;
request_id: string;
};
Usage: {
plan: string;
/** When counts were last brought in, which is each minute; null before the first time */
counted_until: string | null;
limits: {
requests_per_second: number;
requests_per_minute: number;
/** In tokens; null: there is none */
requests_per_day: number | null;
/** In tokens; null: there is none */
requests_per_month: number | null;
rows_per_request: number;
stream_channels: number;
/** The first day whose prices may be read */
earliest_day: string | null;
};
today: {
/** In tokens; null: there is none */
limit: number | null;
spent: number;
/** In tokens; null: there is none */
remaining: number | null;
};
month: {
/** In tokens; null: there is none */
limit: number | null;
spent: number;
/** In tokens; null: there is none */
remaining: number | null;
};
forecast: {
/** Tokens by the month's end; null in its first hour */
month: number | null;
formula: string;
exceeds_limit: boolean;
};
days: readonly ({
day: string;
key_id: string;
operation: string;
requests: number;
/** Requests times the cost of the operation: what quotas count */
tokens: number;
})[];
};
RunsStarted: {
run_ids: readonly (string)[];
};
Job: {
connector: string;
subject: string;
runs: number;
last_run_id: string;
last_kind: string;
last_status: string;
last_attempt: number;
last_error_code: string | null;
last_error_message: string | null;
last_started_at: string;
last_finished_at: string | null;
last_success_at: string | null;
};
Run: {
run_id: string;
connector: string;
subject: string;
kind: string;
attempt: number;
status: string;
error_code: string | null;
error_message: string | null;
payloads: number;
/** Records of its payloads; null where none has been read */
rows_in: number | null;
inserted: number | null;
revised: number | null;
unchanged: number | null;
/** Older than what was known already */
stale: number | null;
rejected: number | null;
window_from: string;
window_to: string;
started_at: string;
finished_at: string | null;
};
DeadLetter: {
dead_letter_id: string;
queue: string;
message?: unknown;
attempts: number;
recorded_at: string;
resent_at: string | null;
};
Resent: {
dead_letter_id: string;
resent: true;
};
Quarantined: {
fetch_id: string;
position: number;
connector: string;
dataset: string;
rule: string;
reason: string;
/** A flagged record became a row all the same */
verdict: "rejected" | "flagged";
/** The record as the source gave it */
record?: unknown;
recorded_at: string;
};
ReplayStarted: {
replay_id: string;
payloads: number;
};
Replay: {
replay_id: string;
/** Null: all connectors */
connector: string | null;
from: string;
to: string;
/** `compared`: the difference is there, and nothing live has changed. It waits a week for a swap or a discard. */
status: "rebuilding" | "compared" | "swapping" | "swapped" | "discarded" | "proven" | "differing" | "failed";
payloads: number;
payloads_done: number;
/** Of the payloads */
percent: number;
/** Payloads that today's parser does not understand. Nothing is taken back for that: their rows stay. */
payloads_refused: number;
/** The first of them, with the reason */
refused: readonly ({
fetch_id: string;
connector: string;
code: string;
reason: string | null;
})[];
/** By dataset: rows that are the `same`; `repeated`, what a payload outside of the range said first; `added`, `changed` and `withdrawn` by a swap; `superseded` by a fetch outside of the range and left alone; `kept`, of refused payloads; `cold`, in cold storage beyond what one replay takes back from there (8,000 instruments and periods), and `expired`, past their retention, both not compared. Up to 20 samples each. `swapped`: how many of the rows a swap has dealt with. What is in cold storage is found to be withdrawn where the payload was asked for its time, or where other bars of its instrument and period are rebuilt. Bars that are derived follow by themselves and are not among it. */
difference: readonly ({
dataset: "instrument" | "alias" | "series" | "bar" | "quote" | "rate" | "observation" | "vintage" | "measurement" | "trade" | "corporate_action" | "news";
same: number;
repeated: number;
added: number;
changed: number;
withdrawn: number;
superseded: number;
kept: number;
cold: number;
expired: number;
live_hash: string;
rebuilt_hash: string;
samples: readonly ({
verdict: "added" | "changed" | "withdrawn";
key: Readonly<Record<string, unknown>>;
before: Readonly<Record<string, unknown>> | null;
after: Readonly<Record<string, unknown>> | null;
fetch_id: string;
})[];
swapped?: number;
})[] | null;
error_message: string | null;
started_at: string;
compared_at: string | null;
/** The `recorded_at` of what the swap has changed */
swapped_at: string | null;
finished_at: string | null;
};
ReplayTurned: {
replay_id: string;
status: "rebuilding" | "compared" | "swapping" | "swapped" | "discarded" | "proven" | "differing" | "failed";
};
FileHandedIn: {
fetch_id: string;
};
BackfillStarted: {
backfill_id: string;
requests: number;
};
Backfill: {
backfill_id: string;
source: string;
subject: string;
from: string;
to: string;
status: "running" | "succeeded" | "failed";
/** Windows that are asked for, each once */
requests: number;
requests_done: number;
requests_failed: number;
/** Of the requests */
percent: number;
/** Records that its payloads brought; inserted + revised + unchanged + rejected */
rows: number;
rows_inserted: number;
rows_revised: number;
rows_unchanged: number;
rows_rejected: number;
started_at: string;
finished_at: string | null;
/** At the pace so far; null where nothing is known of it */
eta_seconds: number | null;
};
Health: {
status: "ready";
sources: number;
finished: number;
succeeded: number;
pending_payloads: number;
};
};
}
