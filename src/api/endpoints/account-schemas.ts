import { z } from '@hono/zod-openapi';
import { isAddressRange } from '../../core/address-range.ts';
import type { Account, AuditEvent, Key, KeyWithSecret, Member } from '../../model/account-service.ts';
import { roles, scopes } from '../../model/principal.ts';
import { instant } from '../../model/records.ts';
import { versions } from '../versions.ts';

/** What every operation about an account has in common. */
export const accountPolicy = { tag: 'Account', cache: 'none', ofAccount: true } as const;

/** Neither control characters nor halves of a character, which no database takes; not only blanks. */
const plainText = /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,80}$/su;

export const email = z
  .email('must be an e-mail address')
  .max(254)
  .transform((text) => text.toLowerCase())
  .openapi({
    type: 'string',
    format: 'email',
    pattern: z.regexes.email.source,
    maxLength: 254,
    example: 'thandi@example.com',
  });
export const role = z.enum(roles);
export const keyName = z
  .string()
  .regex(plainText, 'must be 1 to 80 characters, none of them a control character and not all of them blank')
  .trim()
  .openapi({ pattern: '^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]{1,80}$' });
const scope = z.enum(scopes);
export const keyScopes = z
  .array(scope)
  .min(1)
  .max(scopes.length)
  .refine(areDistinct, 'must not repeat itself')
  .openapi({ uniqueItems: true });
const { cidrv4, cidrv6 } = z.regexes;
const addressForms = [{ format: 'ipv4' }, { format: 'ipv6' }, { pattern: cidrv4.source }, { pattern: cidrv6.source }];
export const addresses = z
  .array(
    z
      .string()
      .max(64)
      .refine(isAddressRange, 'must be an address or a CIDR range such as 203.0.113.0/24')
      .openapi({ anyOf: addressForms }),
  )
  .max(50)
  .openapi({ description: 'From elsewhere the key is refused; empty: from everywhere' });
const versionDates = versions.map(({ date }) => date) as [string, ...string[]];
export const apiVersion = z
  .enum(versionDates, `must be one of ${versionDates.join(', ')}, or null for the newest; see /versions`)
  .nullable();
export const keyIdParameter = z.object({
  key_id: z
    .string()
    .regex(/^key_[0-9a-f]{32}$/, 'must be a key_id of /v1/keys')
    .openapi({ example: 'key_0192f0c4a1b27c3d8e9f0a1b2c3d4e70' }),
});
export const memberIdParameter = z.object({
  member_id: z
    .string()
    .regex(/^member_[0-9a-f]{32}$/, 'must be a member_id of /v1/account')
    .openapi({ example: 'member_0192f0c4a1b27c3d8e9f0a1b2c3d4e71' }),
});

export const member = z
  .object({ member_id: z.string(), email: z.string(), role, created_at: instant })
  .openapi('Member') satisfies z.ZodType<Member>;

export const account = z
  .object({
    account_id: z.string(),
    name: z.string(),
    plan: z.string(),
    created_at: instant,
    members: z.array(member).openapi({ description: 'Shown to keys with the scope account, and to who is signed in' }),
  })
  .openapi('Account') satisfies z.ZodType<Account>;

export const key = z
  .object({
    key_id: z.string(),
    name: z.string(),
    kind: z.enum(['personal', 'service']),
    service: z.string().nullable().openapi({ description: 'The program that a key of the kind service is for' }),
    scopes: z.array(scope),
    allowed_addresses: z.array(z.string()),
    api_version: z
      .string()
      .nullable()
      .openapi({ description: 'Answers are of this version where `Wiz-Version` names none; null: of the newest' }),
    created_at: instant,
    expires_at: instant.nullable(),
    revoked_at: instant.nullable().openapi({ description: 'It is refused everywhere within 60 seconds of this' }),
    last_used_at: instant.nullable().openapi({ description: 'Within two minutes' }),
    previous_until: instant
      .nullable()
      .openapi({ description: 'Until when the secret before the last rotation works beside the new one' }),
  })
  .openapi('Key') satisfies z.ZodType<Key>;

export const keyWithSecret = key
  .extend({ key: z.string().openapi({ description: 'Shown this once: what is stored is a digest' }) })
  .openapi('KeyWithSecret') satisfies z.ZodType<KeyWithSecret>;

export const auditEvent = z
  .object({
    audit_id: z.string(),
    recorded_at: instant,
    actor: z.string().openapi({ description: 'A member_id, a key_id, or platform' }),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    request_id: z.string(),
  })
  .openapi('AuditEvent') satisfies z.ZodType<AuditEvent>;

function areDistinct(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}

export const exampleMember: Member = {
  member_id: 'member_0192f0c4a1b27c3d8e9f0a1b2c3d4e71',
  email: 'thandi@example.com',
  role: 'owner',
  created_at: '2026-11-24T05:00:00.000Z',
};

export const exampleKey: Key = {
  key_id: 'key_0192f0c4a1b27c3d8e9f0a1b2c3d4e70',
  name: 'nightly export',
  kind: 'service',
  service: 'export',
  scopes: ['read'],
  allowed_addresses: ['203.0.113.0/24'],
  api_version: '2026-11-24',
  created_at: '2026-11-24T05:00:00.000Z',
  expires_at: null,
  revoked_at: null,
  last_used_at: null,
  previous_until: null,
};

/** Of the right form and of nobody. */
export const exampleSecret = 'wiz_live_...';
