/** The platform as a command reaches it: where `npm start` listens, with the admin key that it printed. */
export interface PlatformApi {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
}

export function platformApi(environment: Readonly<Record<string, string | undefined>>): PlatformApi {
  const { WIZDATA_URL: url = 'http://127.0.0.1:8787', WIZDATA_KEY: key } = environment;
  if (key === undefined) throw new Error('Set WIZDATA_KEY to an admin key; `npm start` prints one.');
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await fetch(url + path, { ...init, headers });
    const body = (await response.json()) as { data: T; detail?: string };
    if (!response.ok) throw new Error(body.detail ?? `${url} answered ${response.status}`);
    return body.data;
  };
  return {
    get: (path) => ask(path),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}

/** Runs a command; what it cannot do it says in a sentence. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
