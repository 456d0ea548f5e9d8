import { describe, expect, test } from 'vitest';
import { jobs } from '../../src/pipeline/jobs.ts';
import {
  configExists,
  configPaths,
  type DeployedWorker,
  definedEnvironments,
  environments,
  exportsOf,
  readWorker,
} from '../wiring/deployment.ts';
import { looseEnds } from '../wiring/loose-ends.ts';

/** The date of the workerd that the packages bring; a later one is refused. */
const newestCompatibilityDate = '2026-10-23';
const paths = configPaths();
const present = paths.filter(configExists);

test('every Worker has its configuration', () => {
  expect(present).toEqual(paths);
  expect(paths.length).toBe(6);
});

test('every Worker can be deployed to staging and to production', () => {
  for (const path of present) expect(definedEnvironments(path), path).toEqual(['staging', 'production']);
});

describe.each(environments)('in %s', (environment) => {
  const workers = present.map((path) => readWorker(path, environment));

  test('nothing leads nowhere', () => {
    expect(looseEnds(workers)).toEqual([]);
  });

  test('every Worker is named for its environment', () => {
    const suffix = environment === 'local' ? '' : `-${environment}`;
    for (const { name } of workers) expect(name).toMatch(new RegExp(`^wizdata-[a-z]+${suffix}$`));
  });

  test('all Workers run on one date of the platform', () => {
    const dates = new Set(workers.map(({ compatibilityDate }) => compatibilityDate));
    expect(dates.size).toBe(1);
    for (const date of dates) expect(date <= newestCompatibilityDate, date).toBe(true);
  });

  test('every Worker is given what it is given locally', () => {
    expect(workers.map(({ bindings }) => bindings)).toEqual(present.map((path) => readWorker(path, 'local').bindings));
  });
});

test('every Worker wakes when the table of jobs says, and at no other time', () => {
  for (const environment of environments) {
    for (const path of present) {
      const { name, crons } = readWorker(path, environment);
      const worker = name.split('-')[1];
      const said = jobs.filter((job) => job.worker === worker).map(({ cron }) => cron);
      expect([name, [...crons].sort()]).toEqual([name, [...new Set(said)].sort()]);
    }
  }
});

test('a job waits for jobs that there are', () => {
  const names = jobs.map(({ job }) => job);
  expect(new Set(names).size).toBe(names.length);
  for (const { job, after } of jobs) {
    const earlier = names.slice(0, names.indexOf(job));
    for (const other of after) expect(earlier, job).toContain(other);
  }
});

test('environments share no queue, no bucket and no workflow', () => {
  const resources = environments.flatMap((environment) => {
    const workers = present.map((path) => readWorker(path, environment));
    const named = workers.flatMap(({ workflows }) => workflows.map(({ name }) => name));
    return [...new Set(workers.flatMap(({ produces, buckets }) => [...produces, ...buckets])), ...named];
  });
  expect(resources.filter((name, at) => resources.indexOf(name) !== at)).toEqual([]);
});

describe('a loose end is found:', () => {
  const worker: DeployedWorker = {
    name: 'wizdata-clean',
    exported: ['default', 'CleanRpc', 'Gate'],
    compatibilityDate: newestCompatibilityDate,
    produces: ['raw'],
    consumes: [
      { queue: 'raw', deadLetterQueue: 'dead' },
      { queue: 'dead', deadLetterQueue: undefined },
    ],
    services: [{ service: 'wizdata-clean', entrypoint: 'CleanRpc' }],
    objects: [{ className: 'Gate', script: 'wizdata-clean' }],
    migratedClasses: ['Gate'],
    buckets: [],
    crons: [],
    workflows: [],
    bindings: [],
  };
  const raw = { queue: 'raw', deadLetterQueue: 'dead' };

  test('none where everything is tied', () => {
    expect(looseEnds([worker])).toEqual([]);
  });

  test.each<[string, Partial<DeployedWorker>]>([
    ['a queue without a consumer', { produces: ['raw', 'derive'] }],
    ['a queue that nobody fills', { consumes: [...worker.consumes, { queue: 'lost', deadLetterQueue: 'dead' }] }],
    ['a dead-letter queue without a consumer', { consumes: [raw] }],
    ['a queue without a dead-letter queue', { consumes: [{ ...raw, deadLetterQueue: undefined }] }],
    ['two consumers of one queue', { consumes: [...worker.consumes, raw] }],
    ['a service that does not exist', { services: [{ service: 'wizdata-auth', entrypoint: 'default' }] }],
    ['an entrypoint that is not exported', { services: [{ service: 'wizdata-clean', entrypoint: 'Rpc' }] }],
    ['an object without a migration', { migratedClasses: [] }],
  ])('%s', (_name, change) => {
    expect(looseEnds([{ ...worker, ...change }])).toHaveLength(1);
  });

  test('by the statements of an entry', () => {
    const text =
      "export { Channel, Gate as SourceGate } from './x.ts';\nexport default class extends A {}\nexport class Rpc {}";
    expect(exportsOf(text)).toEqual(['default', 'Rpc', 'Channel', 'SourceGate']);
  });
});
