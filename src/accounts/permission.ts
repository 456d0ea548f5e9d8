import { WizError } from '../core/errors.ts';
import type { Caller, Key } from '../model/account-service.ts';
import { type Role, roles, type Scope } from '../model/principal.ts';

/** Whether the caller's role reaches at least so far. */
export function demandRole(caller: Caller, least: Role): void {
  if (roles.indexOf(caller.role) <= roles.indexOf(least)) return;
  throw new WizError('forbidden', `This needs the role ${least}; yours is ${caller.role}`);
}

/** Nobody gives a right that he lacks, and only who may manage the account gives the right to manage it. */
export function demandGrantable(caller: Caller, scopes: readonly Scope[]): void {
  const lacking = scopes.filter((scope) => !caller.scopes.includes(scope));
  if (lacking.length > 0) throw new WizError('forbidden', `You may not give the scopes ${lacking.join(', ')}`);
  if (scopes.includes('account')) demandRole(caller, 'admin');
}

/** A member handles the keys that are its own; whoever could not make a key cannot get its secret either. */
export function demandHandling(caller: Caller, key: Key & { readonly created_by: string }): void {
  demandRole(caller, 'member');
  demandGrantable(caller, key.scopes);
  if (caller.role === 'member' && key.created_by !== caller.member_id) {
    throw new WizError('forbidden', 'This key was made by somebody else; it needs the role admin');
  }
}
