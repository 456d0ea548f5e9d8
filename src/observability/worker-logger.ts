import { jsonLogger, type Logger } from '../core/log.ts';

/** Logs of a Worker: JSON lines on the console, which the platform's log pipeline collects. */
export function workerLogger(service: string): Logger {
  return jsonLogger(service, (level, line) => console[level](line));
}
