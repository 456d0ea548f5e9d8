import type { z } from 'zod';
import { inFull, toWizError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import { backoffMs, type RetryPolicy, randomUnit } from '../core/retry.ts';

/** Seven hours on average, which outlasts an outage; the platform itself gives up after a hundred attempts. */
const redelivery: RetryPolicy = { attempts: 90, baseDelayMs: 2_000, maxDelayMs: 600_000 };

export interface DeadMessage {
  readonly queue: string;
  readonly message: unknown;
  readonly attempts: number;
}

export interface ConsumeDeps {
  readonly logger: Logger;
  /** Where a message goes that no repetition can help. */
  bury(dead: DeadMessage): Promise<void>;
}

/**
 * Works through a batch and gives each message its due: done, again later, or dead. One message's failure leaves its
 * neighbours alone; whether trying again makes sense is the error code's word.
 */
export async function consume<T extends z.ZodType>(
  batch: MessageBatch<unknown>,
  schema: T,
  work: (body: z.infer<T>) => Promise<void>,
  deps: ConsumeDeps,
): Promise<void> {
  for (const message of batch.messages) {
    try {
      await work(schema.parse(message.body));
      message.ack();
    } catch (caught) {
      await settle(batch.queue, message, caught, deps);
    }
  }
}

async function settle(queue: string, message: Message<unknown>, caught: unknown, deps: ConsumeDeps): Promise<void> {
  const error = toWizError(caught);
  const again = error.retry && message.attempts < redelivery.attempts;
  const fields = { queue, message_id: message.id, attempts: message.attempts, code: error.code, error: inFull(error) };
  deps.logger.log(again ? 'warn' : 'error', again ? 'message_retried' : 'message_buried', fields);
  if (!again) {
    try {
      await deps.bury({ queue, message: message.body, attempts: message.attempts });
      message.ack();
      return;
    } catch (unburied) {
      deps.logger.log('error', 'message_not_buried', { ...fields, error: inFull(toWizError(unburied)) });
    }
  }
  message.retry({ delaySeconds: Math.ceil(backoffMs(redelivery, message.attempts, randomUnit) / 1000) });
}
