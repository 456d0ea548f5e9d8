import type { Article } from './article.ts';

/** Figures in thirty seconds: every line can be pasted as it stands. */
export function quickstart(request: Request): Article {
  const { origin } = new URL(request.url);
  const { rest, stream } = firstLines(origin);
  const python = `python3 -c "import json, urllib.request as u; [print(b['session_date'], b['close'], b['unit']) for b in json.load(u.urlopen('${origin}/v1/bars/XJSE:NPN?limit=5'))['data']]"`;
  const node = `node -e "fetch('${origin}/v1/rates/USD-ZAR').then(r=>r.json()).then(r=>console.table(r.data))"`;
  return {
    title: 'Quickstart',
    blocks: [
      { heading: 'Quickstart', level: 1 },
      { text: 'No key is needed to begin. Paste any of these.' },
      { heading: 'Five daily bars of Naspers', level: 2 },
      { text: 'JSE prices are in cents, which `unit` says; `&unit=ZAR` converts exactly.' },
      { code: rest, language: 'sh' },
      { heading: 'The same in Python', level: 2 },
      { code: python, language: 'sh' },
      { heading: 'An exchange rate in JavaScript', level: 2 },
      { code: node, language: 'sh' },
      { heading: 'As columns, and adjusted', level: 2 },
      { code: `curl '${origin}/v1/bars/XJSE:NPN?limit=5&unit=ZAR&format=columns'`, language: 'sh' },
      { code: `curl '${origin}/v1/bars/XNAS:NVDA?limit=5&adjust=all&explain=true'`, language: 'sh' },
      { heading: 'What is there', level: 2 },
      { code: `curl '${origin}/v1/instruments?q=naspers'`, language: 'sh' },
      { code: `curl '${origin}/v1/series?entity=ZAF&limit=5'`, language: 'sh' },
      { heading: 'Where a figure comes from', level: 2 },
      { text: 'Every row has a `fetch_id`. It leads to the address, the time and the bytes.' },
      {
        code: `curl "${origin}/v1/provenance/$(curl -s '${origin}/v1/bars/XJSE:NPN?limit=1' | grep -oE 'fetch_[0-9a-f]{32}' | head -1)"`,
        language: 'sh',
      },
      { heading: 'What was known on a day', level: 2 },
      { code: `curl '${origin}/v1/bars/XJSE:NPN?limit=5&as_of='$(date -u +%F)`, language: 'sh' },
      { heading: 'Changes as they happen (Node 22 or newer)', level: 2 },
      { code: stream, language: 'sh' },
      { heading: 'With a key', level: 2 },
      { text: '[Sign in](/sign-in), make a key, and send it with every request. `/v1/usage` shows what it spends.' },
      { code: `curl '${origin}/v1/account' -H "Authorization: Bearer $WIZDATA_KEY"`, language: 'sh' },
      {
        text: 'Go on with the [reference](/docs), and with [problems](/problems) when something is refused. Beside the source there are a typed client for TypeScript (`client/`) and a program in plain Python (`docs/examples/quickstart.py`).',
      },
    ],
  };
}

export function firstLines(origin: string) {
  const socket = `${origin.replace(/^http/, 'ws')}/v1/stream`;
  const subscribe = "{type:'subscribe',channels:[{channel:'bar.1d:XJSE:NPN',since:'start'}]}";
  return {
    rest: `curl '${origin}/v1/bars/XJSE:NPN?limit=5'`,
    stream: `npx node -e "s=new WebSocket('${socket}');s.onopen=()=>s.send(JSON.stringify(${subscribe}));s.onmessage=m=>process.stdout.write(m.data+'\\n')"`,
  };
}
