import { bundle } from '../../local/bundle.ts';
import { made } from './made.ts';

/** A Worker's entry as one module, made once a run of the tests and anew outside of one. */
export async function bundleOnce(entry: string): Promise<string> {
  if (process.env.WIZDATA_TEMPLATES === undefined) return await bundle(entry);
  return await made(`/bundle?entry=${encodeURIComponent(entry)}`);
}
