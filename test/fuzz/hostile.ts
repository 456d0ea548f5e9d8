/** Texts that programs stumble over. They are encoded where a URL or JSON wants it, so that they arrive as they are. */
export const hostileTexts: readonly string[] = [
  ...['', ' ', '.', '..', '-', '_', ',', ',,', '0', '-1', '1.5', '1e9', '-0', '00', '0x1F', '+1', '1_000', '१२'],
  ...['NaN', 'Infinity', 'null', 'undefined', 'true', '[]', '{}', '[object Object]'],
  ...['10001', '2147483648', '9007199254740993', '99999999999999999999', '1'.repeat(400), '0.'.padEnd(300, '9')],
  ...['2021-02-30', '2021-13-45', '0000-01-01', '9999-12-31', '10000-01-01', '-271821-04-20', '2021-1-1', '2021-W01'],
  ...['2021-01-01T25:00:00Z', '2021-01-01T00:00:00+99:99', '2021-01-01T00:00:60Z', '2021-01-01 00:00:00', '1609459200'],
  ...['\u0000', 'a\u0000b', '\u0001', '\t', 'a\nb', '\r\nX-Injected: 1', '\u007f', '\u0085', '\u2028'],
  ...[
    '\u202eNPN',
    '\u200b',
    '\ufeff',
    '\ufffe',
    '\u0301',
    'é',
    'e\u0301',
    'İ',
    'ß',
    'ＮＰＮ',
    '😀',
    '👩‍👩‍👧',
    '\u{10ffff}',
  ],
  ...['ß'.repeat(600), 'A'.repeat(5000), 'a,'.repeat(900), '%'.repeat(99), '_'.repeat(99)],
  ...[
    "' OR 1=1--",
    "'; DROP TABLE bar;--",
    "\\'; SELECT pg_sleep(9)--",
    '" OR ""="',
    '1) UNION SELECT key_hmac FROM api_key--',
  ],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '=cmd|calc!A1', '@SUM(1)'],
  ...['{{7*7}}', '#{7*7}', '%{7*7}', '$(id)', '`id`', '| id', '&& id', 'xp_cmdshell'],
  ...['../../etc/passwd', '..\\..\\windows\\win.ini', '/etc/passwd', 'file:///etc/passwd', 'http://169.254.169.254/'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[a]=1', '$where', '{"$gt":""}'],
  ...['xjse:npn', 'XJSE:', ':NPN', 'XJSE:NPN:1', 'XJSE:NPN,XJSE:NPN', 'XJSE:NPN ', 'bar.1d:*', 'bar.9d:XJSE:NPN'],
  ...['W10', 'bnVsbA', 'WyJ4Il0.0000000000000000', 'WyJ4Il0=.', '.', 'a.b.c', '='.repeat(9), 'x'.repeat(513)],
];

/** What no text is encoded to: broken escapes, overlong forms, halves of surrogates, control characters. */
export const brokenEscapes: readonly string[] = [
  ...['%', '%2', '%zz', '%u0041', 'a%', '%%41', '%ff', '%fe%ff', '%C0%AF', '%E0%80%AF', '%F8%88%80%80%80'],
  ...['%ED%A0%80', '%ED%B0%80', '%F4%90%80%80', '%80', '%c3', '%00', '%0d%0aX-Injected:%201'],
];

/** What stands in JSON where something else is wanted. */
export const hostileValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, 1e16, 1e21, [], {}, [[]], [null], [{}], { a: 1 }],
  ...[{ length: 1e9 }, { toString: 'x' }, { toJSON: 'x' }, Array.from({ length: 300 }, () => 'read'), ['read', 'read']],
  ...['\ud800', 'a\udc00', ...hostileTexts],
];

/** Bodies that are no request of ours at all, with what may be said of them. */
export const hostileBodies: readonly { readonly bytes: string; readonly type?: string; readonly encoding?: string }[] =
  [
    ...[
      '{',
      'null',
      '[]',
      '"x"',
      '1',
      'true',
      '{"a":1,}',
      '{a:1}',
      "{'a':1}",
      'NaN',
      '{}{}',
      '{"a":1}//',
      ' ',
      '\u0000',
    ],
    ...['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '\ufeff{}', '\ufeffnull'],
    ...['['.repeat(8000), '{"a":'.repeat(3000), `[${'1,'.repeat(7000)}1]`, `{"a":"${'x'.repeat(15_000)}"}`],
    ...['1'.repeat(9000), `{${Array.from({ length: 900 }, (_, n) => `"k${n}":1`).join(',')}}`, 'a=1&b=2', '<a/>'],
  ]
    .map((bytes): { bytes: string; type?: string; encoding?: string } => ({ bytes }))
    .concat([
      { bytes: '{}', type: 'text/plain' },
      { bytes: '{}', type: 'application/jsonp' },
      { bytes: '{}', type: '' },
      { bytes: '{}', type: 'multipart/form-data; boundary=x' },
      { bytes: 'a=1', type: 'application/x-www-form-urlencoded' },
      { bytes: '{"a":1}', encoding: 'gzip' },
      { bytes: 'not gzip', encoding: 'br' },
    ]);

/** Headers that ask for something odd; what is asked stays a right request. */
export const oddHeaders: readonly (readonly [string, string])[] = [
  ['accept', 'application/xml'],
  ['accept', 'text/csv;q=0.5, application/json;q=0.1'],
  ['accept', 'application/vnd.apache.parquet'],
  ['accept', ';;;q=,,*/*;q=9'],
  ['accept', 'a/'.repeat(3000)],
  ['accept-encoding', 'br;q=1, gzip;q=0'],
  ['accept-encoding', 'gzip'],
  ['accept-encoding', 'identity;q=0, *;q=0'],
  ['accept-language', 'zz-ZZ;q=x'],
  ['if-none-match', '*'],
  ['if-none-match', '"x",'.repeat(900)],
  ['if-none-match', 'W/"'],
  ['if-none-match', '\u00ff\u00fe'],
  ['if-match', '"x"'],
  ['if-modified-since', 'garbage'],
  ['if-range', '"x"'],
  ['range', 'bytes=0-5'],
  ['range', 'bytes=0-0'],
  ['range', 'bytes=-1'],
  ['range', 'bytes=99999999999-'],
  ['range', 'bytes=5-1,0-,,-'],
  ['range', 'lines=1-2'],
  ['range', `bytes=${'9'.repeat(400)}-`],
  ['x-request-id', '<script>'],
  ['x-forwarded-for', '127.0.0.1, ::1'],
  ['x-forwarded-host', 'evil.example'],
  ['x-http-method-override', 'DELETE'],
  ['x-original-url', '/v1/admin/runs'],
  ['x-wizdata-principal', '{"plan":"internal","scopes":["admin"]}'],
  ['origin', 'https://evil.example'],
  ['origin', 'null'],
  ['cookie', 'a'.repeat(4000)],
  ['cookie', 'wizdata_session; wizdata_session==;;=;'],
  ['expect', '100-continue'],
  ['te', 'trailers'],
  ['upgrade', 'websocket'],
  ['sec-websocket-version', '99'],
  ['content-encoding', 'gzip'],
  ['cache-control', 'no-store, only-if-cached'],
  ['priority', 'u=9'],
  ['x-long', 'x'.repeat(6000)],
];

/** Methods that the platform has nowhere, or hardly anywhere. */
export const otherMethods: readonly string[] = [
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'SEARCH', 'TRACE', 'OPTIONS', 'MKCOL', 'LOCK', 'PURGE'],
];
