/** What a newcomer reads once everything runs: where to go, and lines that work when pasted. */
export function greeting(ready: {
  readonly url: string;
  readonly mode: 'live' | 'sample';
  /** False where every source was asked and none has answered. */
  readonly landed: boolean;
  readonly seconds: string;
  /** What the folder's first start took. */
  readonly first: string;
  readonly demo: string;
  readonly admin: string;
}): string {
  const { url, mode, landed, seconds, first, demo, admin } = ready;
  const socket = url.replace('http', 'ws');
  const subscribe = `{type:'subscribe',id:1,channels:[{channel:'bar.1d:XJSE:NPN',since:'start'}]}`;
  const state = landed
    ? `WizData is ready after ${seconds} s (the first start took ${first} s).`
    : `WizData runs after ${seconds} s, but no source has answered yet: ${url}/v1/sources says why. It goes on trying.`;
  const figures = mode === 'sample' ? ' The figures are samples: real, dated, and marked as such.' : '';
  return `
${state}${figures}

  Start here   ${url}
  API portal   ${url}/docs
  Some bars    curl '${url}/v1/bars/XJSE:NPN?limit=5'
  A stream     (in this folder)
               npx node -e "s=new WebSocket('${socket}/v1/stream');s.onopen=()=>s.send(JSON.stringify(${subscribe}));s.onmessage=m=>console.log(m.data)"

  Demo key     ${demo}
  Admin key    ${admin}
  (Shown now only: what is stored is a digest. Without a key you are anonymous, at a lower limit.)

Ctrl-C stops.
`;
}
