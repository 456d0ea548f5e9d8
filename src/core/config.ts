import type { z } from 'zod';
import { WizError } from './errors.ts';

/**
 * Parses a Worker's bindings once per isolate. Fails closed, naming the keys that are missing or wrong and never a
 * value, because values may be secrets.
 */
export function parseConfig<T extends z.ZodType>(schema: T, bindings: unknown, service: string): z.infer<T> {
  const parsed = schema.safeParse(bindings);
  if (parsed.success) return parsed.data;
  const keys = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new WizError('config_invalid', `${service}: missing or invalid configuration: ${keys.join(', ')}`, { keys });
}
