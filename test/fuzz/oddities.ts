import { connect } from 'node:net';

/** Requests that no client of HTTP would send, byte by byte, and what they are. */
function oddRequests(host: string, key: string): Readonly<Record<string, string>> {
  const end = `Host: ${host}\r\nConnection: close\r\n`;
  const get = (target: string, more = ''): string => `GET ${target} HTTP/1.1\r\n${end}${more}\r\n`;
  const post = (more: string, body: string): string => `POST /v1/query HTTP/1.1\r\n${end}${more}\r\n${body}`;
  const json = `Content-Type: application/json\r\nAuthorization: Bearer ${key}\r\n`;
  return {
    'HTTP/1.0': 'GET /v1/status HTTP/1.0\r\n\r\n',
    'HTTP/0.9': 'GET /v1/status\r\n\r\n',
    'HTTP/2 preface': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'no host': 'GET /v1/status HTTP/1.1\r\nConnection: close\r\n\r\n',
    'two hosts': get('/v1/status', 'Host: evil.example\r\n'),
    'absolute form': get(`http://${host}/v1/status`),
    'absolute form of another host': get('http://evil.example/v1/status'),
    'asterisk form': `OPTIONS * HTTP/1.1\r\n${end}\r\n`,
    'authority form': `CONNECT evil.example:443 HTTP/1.1\r\n${end}\r\n`,
    'no leading slash': get('v1/status'),
    'two slashes': get('//v1/status'),
    'dots beyond the root': get('/v1/../../../etc/passwd'),
    'a fragment': get('/v1/status#x'),
    'a blank in the path': get('/v1/bars/XJSE NPN'),
    'a raw NUL': get('/v1/bars/\0'),
    'raw Latin-1': get('/v1/bars/\xe9\xff'),
    'a path of 16,000': get(`/v1/${'a'.repeat(16_000)}`),
    'a path of 200,000': get(`/v1/${'a'.repeat(200_000)}`),
    '2,000 parameters': get(`/v1/bars/XJSE:NPN?${'limit=1&'.repeat(2_000)}`),
    '500 headers': get('/v1/status', 'X-A: b\r\n'.repeat(500)),
    'a header of 60,000': get('/v1/status', `X-A: ${'b'.repeat(60_000)}\r\n`),
    'a header without value': get('/v1/status', 'X-A:\r\n'),
    'a key without value': get('/v1/status', 'Authorization:\r\n'),
    'a header without colon': get('/v1/status', 'X-A\r\n'),
    'a header without name': get('/v1/status', ': x\r\n'),
    'a blank before the colon': get('/v1/status', 'X-A : b\r\n'),
    'a folded header': get('/v1/status', 'X-A: b\r\n c\r\n'),
    'a raw byte in a header': get('/v1/status', 'If-None-Match: \xff\xfe\r\nX-Request-Id: \x01\r\n'),
    'two keys': get('/v1/sources', `${json}Authorization: Bearer x\r\n`),
    'both kinds of key': get('/v1/sources', `X-API-Key: x\r\nAuthorization: Bearer ${key}\r\n`),
    'two idempotency keys': post(`${json}Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 2\r\n`, '{}'),
    'a chunked body': post(`${json}Transfer-Encoding: chunked\r\n`, '2\r\n{}\r\n0\r\n\r\n'),
    'a broken chunk': post(`${json}Transfer-Encoding: chunked\r\n`, 'zz\r\n{}\r\n'),
    'two lengths': post(`${json}Content-Length: 2\r\nContent-Length: 5\r\n`, '{}'),
    'a length and chunks': post(`${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'),
    'a negative length': post(`${json}Content-Length: -1\r\n`, '{}'),
    'an unknown coding': post(`${json}Transfer-Encoding: gzip\r\n`, '{}'),
    'an unknown method': `QUERY /v1/query HTTP/1.1\r\n${end}\r\n`,
    'a lower-case method': `get /v1/status HTTP/1.1\r\n${end}\r\n`,
    'a method of 300': `${'A'.repeat(300)} /v1/status HTTP/1.1\r\n${end}\r\n`,
    'bare line feeds': `GET /v1/status HTTP/1.1\n${end.replaceAll('\r', '')}\n`,
    'an empty line first': `\r\n${get('/v1/status')}`,
    'no request': '\r\n\r\n\r\n',
    'an upgrade that is none': get('/v1/stream', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'),
    'an upgrade of a page': get(
      '/v1/status',
      'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n',
    ),
    'a smuggled request': `${get('/v1/status', 'Content-Length: 5\r\n')}GET /v1/admin/runs HTTP/1.1\r\n${end}\r\n`,
    TLS: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  };
}

export interface OddAnswer {
  readonly what: string;
  /** The first line, or nothing where the socket was closed. */
  readonly statusLine: string;
  readonly complaint: string | null;
}

const patienceMs = 5_000;

/** Knocks with each of them, and then asks whether the platform is still well. */
export async function knock(url: string, key: string): Promise<readonly OddAnswer[]> {
  const { host } = new URL(url);
  const answers: OddAnswer[] = [];
  for (const [what, text] of Object.entries(oddRequests(host, key))) {
    const answer = await exchange(url, Buffer.from(text, 'latin1'));
    const [statusLine = ''] = answer.split('\r\n', 1);
    answers.push({ what, statusLine, complaint: complaintOf(answer, key) });
    const { status } = await fetch(`${url}/v1/sources`, { headers: { authorization: `Bearer ${key}` } });
    if (status !== 200) answers.push({ what, statusLine, complaint: `the platform answers ${status} after it` });
  }
  return answers;
}

/** What the runtime refuses before the platform is asked has its own form; what the platform says has ours. */
function complaintOf(answer: string, key: string): string | null {
  const status = Number(/^HTTP\/1\.[01] (\d{3}) /.exec(answer)?.[1] ?? 0);
  const [head = ''] = answer.split('\r\n\r\n', 1);
  const isOurs = /^x-request-id: req_/im.test(head);
  if (answer.includes(key)) return 'holds the key';
  if (/\bat \S+\.[jt]s:\d+|\/workers\//.test(answer)) return 'tells of the inside';
  if (status >= 500 && isOurs) return `is answered ${status}`;
  if (isOurs && status >= 400 && !/^content-type: application\/problem\+json$/im.test(head))
    return 'is no problem+json';
  return null;
}

function exchange(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => void socket.write(bytes));
    const end = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('latin1');
    socket.setTimeout(patienceMs, end);
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', end);
    socket.on('error', end);
  });
}
