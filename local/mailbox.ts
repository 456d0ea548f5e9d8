import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const letter = z.object({ to: z.string(), subject: z.string(), text: z.string() });
export type Letter = z.infer<typeof letter>;

export interface Mailbox {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** A mail service that delivers to whoever runs the platform on one machine. */
export async function startMailbox(onLetter: (letter: Letter) => void): Promise<Mailbox> {
  const token = randomBytes(24).toString('hex');
  const server = createServer(async (request, response) => {
    const isOurs = request.headers.authorization === `Bearer ${token}`;
    const parsed = isOurs ? letter.safeParse(await json(request).catch(() => null)) : null;
    if (parsed?.success) onLetter(parsed.data);
    response.writeHead(parsed?.success ? 202 : isOurs ? 400 : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mailbox has no port');
  return {
    url: `http://127.0.0.1:${address.port}/letters`,
    token,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
