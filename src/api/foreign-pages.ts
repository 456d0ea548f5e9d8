import { WizError } from '../core/errors.ts';

/** Pages of other sites, but those of a list, may not act here; who is no page sends no origin. */
export function refuseForeignPages(request: Request, allowed: readonly string[]): void {
  const origin = request.headers.get('origin');
  if (origin === null || origin === new URL(request.url).origin || allowed.includes(origin)) return;
  throw new WizError('forbidden', 'Pages of this origin may not connect here');
}
