import { expect, test } from 'vitest';
import { MemoryBucket } from '../../../test/support/memory-bucket.ts';
import { patientStore } from './patient-store.ts';

/** R2's answer to a second write of an object within a second. */
class BusyBucket extends MemoryBucket {
  refusals = 0;

  override async put(key: string, value: Uint8Array | string): Promise<void> {
    this.refusals -= 1;
    if (this.refusals >= 0) throw new Error('put: Reduce your concurrent request rate for the same object. (10058)');
    await super.put(key, value);
  }
}

test('a write that is refused for its haste is made a little later', async () => {
  const bucket = new BusyBucket();
  const waits: number[] = [];
  const store = patientStore(bucket, async (ms) => void waits.push(ms));
  bucket.refusals = 3;
  await store.put('key', 'value');
  expect(bucket.puts).toEqual(['key']);
  expect(waits).toHaveLength(3);
  bucket.refusals = 100;
  await expect(store.put('key', 'value')).rejects.toMatchObject({ code: 'dependency_unavailable' });
  expect(await (await store.get('key'))?.text()).toBe('value');
});
