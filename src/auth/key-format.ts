import { crc32 } from '../core/crc32.ts';

/** Which deployment a key is of: production's are `live`, all others' are `test`. A leaked one tells at a glance. */
export type KeyMode = 'test' | 'live';
/** Beside keys, what a sign-in link carries and what it is changed for. */
type SecretKind = KeyMode | 'link' | 'session';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const encoder = new TextEncoder();
const secretLength = 32;
const checksumLength = 6;
const shape = /^(wiz_[a-z]+_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

/** `wiz_test_` or `wiz_live_`, 32 random base62 characters, 6 of checksum. */
export function newKey(mode: SecretKind): string {
  const body = `wiz_${mode}_${randomText(secretLength)}`;
  return body + checksum(body);
}

/** Whether the text can be a key at all: a mistyped or invented one is told from an unknown one without any look-up. */
export const isKey = (text: string): boolean => isOf(text, 'test', 'live');
export const isSession = (text: string): boolean => isOf(text, 'session');
export const isLink = (text: string): boolean => isOf(text, 'link');

/** The kind first: every request's key is asked whether it is a session, and its checksum costs more than its name. */
function isOf(text: string, ...kinds: readonly SecretKind[]): boolean {
  if (!kinds.some((kind) => text.startsWith(`wiz_${kind}_`))) return false;
  const match = shape.exec(text);
  return match?.[1] !== undefined && checksum(match[1]) === match[2];
}

function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      // 248 is the largest multiple of 62 in a byte: above it the first letters would come more often.
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}

/** CRC-32 in base62. */
function checksum(text: string): string {
  let rest = crc32(encoder.encode(text));
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = alphabet[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
