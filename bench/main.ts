import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark, Result } from './benchmark.ts';
import { benchmarks } from './cases/index.ts';
import { openStage } from './stage.ts';

// `npm run bench -- [case-prefix...] [--json] [--large]`: what our line costs beside the bare work, in one run on one machine.
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, large: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const isWanted = (name: string): boolean =>
  positionals.length === 0 || positionals.some((prefix) => name.startsWith(prefix));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const rounded = (figure: number): number => Number(figure.toPrecision(4));

function row(cells: readonly [string, ...string[]]): string {
  const [name, ...rest] = cells;
  return name.padEnd(26) + rest.map((cell) => cell.padStart(14)).join('');
}

function tell(result: Result): void {
  const { case: name, unit, ratio, aim, note } = result;
  const [value, against] = [rounded(result.value), rounded(result.against)];
  const line = { case: name, value, unit, against, ratio: rounded(ratio) };
  const verdict = `>= ${rounded(aim)} ${ratio >= aim ? 'met' : 'missed'}`;
  const cells = row([name, value.toLocaleString('en'), against.toLocaleString('en'), unit, ratio.toFixed(2), verdict]);
  say(values.json ? JSON.stringify(note === undefined ? line : { ...line, note }) : cells);
  if (!values.json && note !== undefined) say(`  ${note}`);
}

async function run(wanted: readonly Benchmark[]): Promise<void> {
  const stage = await openStage();
  try {
    if (!values.json) say(row(['case', 'ours', 'bare', 'unit', 'ratio', 'aim']));
    for (const benchmark of wanted) {
      const results = await benchmark.run(stage, { large: values.large });
      for (const result of results) if (isWanted(result.case)) tell(result);
    }
  } finally {
    await stage.close();
  }
  if (values.json) return;
  say(
    `\nOne run, both sides in turns, medians of the rounds; Node ${process.version}, ${availableParallelism()} cores.`,
  );
  for (const { cases, compares } of wanted) say(`${cases.join(', ')}: ${compares}`);
}

const wanted = benchmarks.filter(({ cases }) => cases.some(isWanted));
if (wanted.length === 0) {
  const known = benchmarks.flatMap(({ cases }) => cases).join(', ');
  process.stderr.write(`No case begins with ${positionals.join(' or ')}. There are: ${known}\n`);
  process.exit(1);
}
try {
  await run(wanted);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
