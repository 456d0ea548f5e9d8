import { escapeHtml, htmlPage } from './html.ts';

/** What WizData is, and two lines that work when pasted. */
export function landing(request: Request): Response {
  const { origin } = new URL(request.url);
  const socket = `${origin.replace(/^http/, 'ws')}/v1/stream`;
  const subscribe = "{type:'subscribe',channels:[{channel:'bar.1d:XJSE:NPN',since:'start'}]}";
  const rest = `curl '${origin}/v1/bars/XJSE:NPN?limit=5'`;
  const stream = `npx node -e "s=new WebSocket('${socket}');s.onopen=()=>s.send(JSON.stringify(${subscribe}));s.onmessage=m=>process.stdout.write(m.data+'\\n')"`;
  return htmlPage(
    'WizData',
    `<h1>WizData</h1>
<p>Prices, exchange rates and macro and ESG series, over REST and WebSocket. Every row has a <code>fetch_id</code>
that leads to the very bytes it came from, and any read can be asked as of a past moment.</p>
<h2>Read</h2>
<pre><code>${escapeHtml(rest)}</code></pre>
<h2>Listen <small>(Node 22 or newer)</small></h2>
<pre><code>${escapeHtml(stream)}</code></pre>
<h2>Go on</h2>
<ul>
<li><a href="/docs">API reference</a> and its <a href="/openapi.json">OpenAPI document</a></li>
<li><a href="/v1/instruments">Instruments</a>, <a href="/v1/rates/USD-ZAR">USD-ZAR</a>,
<a href="/v1/series?entity=ZAF">series of South Africa</a></li>
<li><a href="/v1/sources">Sources</a> with their terms, and <a href="/v1/status">what is stored</a></li>
</ul>
<p>Without a key you read as anonymous, at a lower limit. With one: <code>Authorization: Bearer wiz_...</code></p>`,
  );
}
