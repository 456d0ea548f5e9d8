import { companies1 } from './companies-1.ts';
import { countries1 } from './countries-1.ts';
import { type Method, methodName } from './method.ts';

/** Every version that was ever published, the newest of each method first. */
export const methods: readonly Method[] = [countries1, companies1];

/** A version by its name, `countries@1`, or the newest of a method by the method's name alone. */
export function methodNamed(name: string): Method | null {
  return methods.find((method) => methodName(method) === name || method.method_id === name) ?? null;
}
