import { database } from '../src/storage/client.ts';
import type { Credentials } from './credentials.ts';

/** Which group of rights each Worker's login is in; see migrations. */
const groups = {
  api: 'wizdata_reader',
  auth: 'wizdata_auth',
  clean: 'wizdata_writer',
  indicators: 'wizdata_writer',
  stream: 'wizdata_stream',
} as const;

export type LoginName = keyof typeof groups;

/** Makes each Worker's login and answers how it connects. */
export async function createLogins(
  owner: string,
  endpoint: string,
  credentials: Credentials,
): Promise<Readonly<Record<LoginName, string>>> {
  const sql = database({ connectionString: owner, endpoint });
  const connections: Partial<Record<LoginName, string>> = {};
  for (const [name, group] of Object.entries(groups) as [LoginName, string][]) {
    const login = `wizdata_${name}_worker`;
    const password = credentials[`${name}_password`];
    await sql.query(
      `DO $$ BEGIN
         IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${login}') THEN CREATE ROLE ${login} LOGIN; END IF;
       END $$`,
    );
    await sql.query(`ALTER ROLE ${login} PASSWORD '${password}'`);
    await sql.query(`GRANT ${group} TO ${login}`);
    const url = new URL(owner);
    url.username = login;
    url.password = password;
    connections[name] = url.href;
  }
  return connections as Record<LoginName, string>;
}
