/** What a newcomer reads once everything runs: where to go, and lines that work when pasted. */
export function greeting(ready: {
  readonly url: string;
  readonly mode: 'live' | 'sample';
  readonly seconds: string;
  readonly demo: string;
  readonly admin: string;
}): string {
  const { url, mode, seconds, demo, admin } = ready;
  const socket = url.replace('http', 'ws');
  const subscribe = `{type:'subscribe',id:1,channels:[{channel:'bar.1d:XJSE:NPN',since:'start'}]}`;
  return `
WizData is ready after ${seconds} s.${mode === 'sample' ? ' The figures are samples: real, dated, and marked as such.' : ''}

  Start here   ${url}
  API portal   ${url}/docs
  Some bars    curl '${url}/v1/bars/XJSE:NPN?limit=5'
  A stream     npx node -e "s=new WebSocket('${socket}/v1/stream');s.onopen=()=>s.send(JSON.stringify(${subscribe}));s.onmessage=m=>console.log(m.data)"

  Demo key     ${demo}
  Admin key    ${admin}
  (Shown now only: what is stored is a digest. Without a key you are anonymous, at a lower limit.)

Ctrl-C stops.
`;
}
