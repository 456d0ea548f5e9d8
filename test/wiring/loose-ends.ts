import type { DeployedWorker } from './deployment.ts';

/** A sentence for everything in one environment that leads nowhere. Pure. */
export function looseEnds(workers: readonly DeployedWorker[]): string[] {
  const byName = new Map(workers.map((worker) => [worker.name, worker]));
  const exportedBy = (name: string, what: string) => byName.get(name)?.exported.includes(what) ?? false;
  const consumed = workers.flatMap(({ consumes }) => consumes.map(({ queue }) => queue));
  const produced = new Set(workers.flatMap(({ produces }) => produces));
  const dead = new Set(workers.flatMap(({ consumes }) => consumes.map(({ deadLetterQueue }) => deadLetterQueue)));
  return [
    ...twice(workers.map(({ name }) => name)).map((name) => `two Workers are called ${name}`),
    ...twice(consumed).map((queue) => `${queue} has two consumers`),
    ...workers.flatMap((worker) => [
      ...worker.produces.filter((queue) => !consumed.includes(queue)).map((queue) => `${queue} has no consumer`),
      ...worker.consumes.flatMap(({ queue, deadLetterQueue }) => {
        if (!produced.has(queue) && !dead.has(queue)) return [`${worker.name} consumes ${queue}, which nobody fills`];
        if (dead.has(queue)) return [];
        if (deadLetterQueue === undefined) return [`${queue} has no dead-letter queue`];
        return consumed.includes(deadLetterQueue) ? [] : [`${deadLetterQueue} has no consumer`];
      }),
      ...worker.services
        .filter(({ service, entrypoint }) => !exportedBy(service, entrypoint))
        .map(({ service, entrypoint }) => `${worker.name} is bound to ${service}#${entrypoint}, which does not exist`),
      ...worker.workflows
        .filter(({ className }) => !exportedBy(worker.name, className))
        .map(({ name, className }) => `${name} runs ${worker.name}#${className}, which does not exist`),
      ...worker.objects
        .filter(({ script, className }) => !exportedBy(script, className))
        .map(({ script, className }) => `${worker.name} is bound to ${script}#${className}, which does not exist`),
      ...worker.objects
        .filter(({ script, className }) => !byName.get(script)?.migratedClasses.includes(className))
        .map(({ script, className }) => `${script} has no migration for ${className}`),
    ]),
  ];
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at);
}
