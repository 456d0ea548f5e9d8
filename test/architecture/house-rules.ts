import { isBuiltin } from 'node:module';
import type { SourceFile } from './source-file.ts';

interface HouseRule {
  readonly says: string;
  applies(path: string): boolean;
  breaks(file: SourceFile): boolean;
}

const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('test/');
/** What runs at the edge: there is no Node, no process and no terminal. */
const atTheEdge = (path: string): boolean => /^(?:src|workers|durable-objects)\//.test(path) && !isTest(path);
const everywhere = (): boolean => true;
const words = (path: string): string[] => (path.split('/').at(-1) as string).split(/[-.]/);
const vague = new Set(['data', 'info', 'manager', 'helper', 'helpers', 'util', 'utils']);
const maxLines = 300;

/** Spelled so that this file does not break its own rule. */
const leftover = new RegExp(['TO' + 'DO', 'FIX' + 'ME'].map((word) => `\\b${word}\\b`).join('|'));

const houseRules: readonly HouseRule[] = [
  {
    says: `has more than ${maxLines} lines`,
    applies: everywhere,
    breaks: ({ text }) => text.trimEnd().split('\n').length > maxLines,
  },
  {
    says: 'is not named in kebab-case',
    applies: everywhere,
    breaks: ({ path }) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+ts$/.test(path.split('/').at(-1) as string),
  },
  {
    says: 'has a name that says nothing',
    applies: everywhere,
    breaks: ({ path }) => words(path).some((word) => vague.has(word)),
  },
  { says: 'leaves work for later', applies: everywhere, breaks: ({ text }) => leftover.test(text) },
  {
    says: 'imports a module of Node',
    applies: atTheEdge,
    breaks: ({ imports }) => imports.some(isBuiltin),
  },
  { says: 'reads process.env', applies: atTheEdge, breaks: ({ text }) => /\bprocess\s*\.\s*env\b/.test(text) },
  {
    says: 'reads the clock',
    applies: (path) => path.startsWith('src/') && path !== 'src/core/clock.ts' && !isTest(path),
    breaks: ({ text }) => /\bDate\s*\.\s*now\b|\bnew Date\(\)/.test(text),
  },
  { says: 'draws from Math.random', applies: atTheEdge, breaks: ({ text }) => /\bMath\s*\.\s*random\b/.test(text) },
  { says: 'writes to the console', applies: atTheEdge, breaks: ({ text }) => /\bconsole\s*\.\s*log\b/.test(text) },
];

/** A sentence for every file that breaks a rule. */
export function houseBreaches(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    houseRules.filter((rule) => rule.applies(file.path) && rule.breaks(file)).map(({ says }) => `${file.path} ${says}`),
  );
}
