import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One file of ours: its path from the project's root, its text, and what it imports as written. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const folders = ['src', 'workers', 'durable-objects', 'local', 'client', 'bench', 'scripts', 'test'];
const root = join(import.meta.dirname, '../..');

/** All files of ours whose name ends so, and nothing that was installed or generated. */
export function sourceFiles(ending = '.ts'): SourceFile[] {
  const built = folders.filter((folder) => existsSync(join(root, folder)));
  return built.flatMap((folder) => walk(join(root, folder), ending)).map(readSource);
}

function walk(folder: string, ending: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](?:node_modules|dist|fixtures|figures|\.wrangler)[\\/]/.test(path));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  return { path: relative(root, path).replaceAll('\\', '/'), text, imports: importsOf(text) };
}

const statement = /^(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Static, re-exporting, side-effect, type and dynamic imports alike: a type is knowledge too. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(statement)].map(([, fixed, dynamic]) => (fixed ?? dynamic) as string);
}
