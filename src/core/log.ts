import { redact } from './secret.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  log(level: LogLevel, event: string, fields?: LogFields): void;
  with(fields: LogFields): Logger;
}

/** One JSON object a line; `event` is a stable name to search for, secrets are redacted on the way out. */
export function jsonLogger(service: string, write: (level: LogLevel, line: string) => void): Logger {
  function bound(context: LogFields): Logger {
    return {
      log(level, event, fields) {
        write(level, redact(JSON.stringify({ level, service, event, ...context, ...fields })));
      },
      with: (fields) => bound({ ...context, ...fields }),
    };
  }
  return bound({});
}

export const silentLogger: Logger = { log() {}, with: () => silentLogger };
