import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

test.each([
  'https://www.ecb.europa.eu/stats',
  'https://api.example.com:8443/v1',
  'wss://ws.kraken.com',
  'https://8.8.8.8/',
  'https://[2606:4700:4700::1111]/',
  'https://localhost.example.com/',
  'https://internal.example.com./',
])('%s may be asked', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ...['', 'www.ecb.europa.eu', '/stats', 'http://www.ecb.europa.eu/', 'ws://ws.kraken.com', 'file:///etc/passwd'],
  ...['ftp://example.com/', 'gopher://example.com/', 'data:text/plain,x', 'javascript:1', 'blob:https://example.com/x'],
  ...['https://user@example.com/', 'https://user:password@example.com/', 'https://:x@example.com/'],
  ...[
    'https://localhost/',
    'https://LOCALHOST:443/',
    'https://api.localhost./',
    'https://postgres/',
    'https://db.internal/',
  ],
  ...['https://metadata.google.internal/computeMetadata/v1/', 'https://printer.local/', 'https://x.home.arpa/'],
  ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/'],
  ...[
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.0.1/',
  ],
  ...[
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
  ],
  ...[
    'https://[::1]/',
    'https://[::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
  ],
  ...[
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
  ],
  ...['https://[2002:7f00:1::]/', 'https://[2001:0:7f00:1::]/', 'https://[2001:db8::1]/', 'https://１２７.０.０.１/'],
])('%s may not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
