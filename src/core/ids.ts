import { v7 } from 'uuid';

type IdPrefix =
  | 'fetch'
  | 'run'
  | 'job'
  | 'req'
  | 'key'
  | 'dead'
  | 'quar'
  | 'replay'
  | 'backfill'
  | 'conn'
  | 'load'
  | 'account'
  | 'member'
  | 'audit'
  | 'screen'
  | 'flush';

/** When an id was made: its first 48 bits are the milliseconds of the epoch (RFC 9562, 5.7). */
export function msOfId(id: string): number {
  return Number.parseInt(id.slice(id.indexOf('_') + 1).slice(0, 12), 16);
}

/** A prefixed, time-ordered id: `fetch_0192f0c4a1b27c3d8e9f0a1b2c3d4e5f` (UUIDv7, RFC 9562, without dashes). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${v7().replaceAll('-', '')}`;
}
