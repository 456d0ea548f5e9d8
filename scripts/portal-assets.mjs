// Copies what the portal shows from the installed packages into the folder that the ASSETS binding serves.
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const copies = [
  ['node_modules/@scalar/api-reference/dist/browser/standalone.js', 'portal-assets/docs/assets/scalar.js'],
];

for (const [from, to] of copies.map((pair) => pair.map((path) => resolve(root, path)))) {
  const [wanted, present] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (present?.size === wanted.size && present.mtimeMs >= wanted.mtimeMs) continue;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
