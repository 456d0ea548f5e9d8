import { parseArgs } from 'node:util';
import { fuzz, told } from './fuzz.ts';
import { knock } from './oddities.ts';
import { openWorld } from './world.ts';

// `npm run fuzz -- [--seed 1,2,3] [--requests 250] [--operation listBars] [--only 17]`: asks a platform of its own, on
// sample sources, everything that a stranger might, and says what of the answers is not as the document promises.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    requests: { type: 'string', default: '250' },
    operation: { type: 'string' },
    only: { type: 'string' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const world = await openWorld();
try {
  for (const seed of values.seed.split(',').map(Number)) {
    const { operation, only } = values;
    const asked = { ...(operation && { operation }), ...(only && { only: Number(only) }) };
    const startedMs = Date.now();
    const report = await fuzz(world, { seed, requests: Number(values.requests), ...asked });
    for (const finding of report.findings) say(told(finding, seed));
    const statuses = [...report.statuses].toSorted(([one], [other]) => one - other);
    const spread = statuses.map(([status, count]) => `${status}: ${count}`).join(', ');
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(0);
    say(
      `Seed ${seed}: ${report.requests} requests in ${seconds} s, ${report.findings.length} findings, slowest ${report.slowestMs.toFixed(0)} ms; ${spread}`,
    );
    for (const line of new Set(world.errors().map((text) => text.slice(0, 600)))) say(`  the platform logged: ${line}`);
    if (report.findings.length > 0) process.exitCode = 1;
  }
  if (values.operation === undefined) {
    for (const { what, statusLine, complaint } of await knock(world.url, world.callers.operator)) {
      say(`${what}: ${statusLine || 'closed without a word'}${complaint === null ? '' : `; ${complaint}`}`);
      if (complaint !== null) process.exitCode = 1;
    }
  }
} finally {
  await world.close();
}
process.exit();
