import { expect, it } from 'vitest';
import { startedBy, wasStartedBy } from './postmaster.ts';

it('tells an orphan of process 1 from a postmaster of a living run, whatever the numbers have in common', () => {
  for (const separator of ['\0', ' ']) {
    const argumentText = ['postgres', '-c', startedBy(12345), '-c', 'jit=off'].join(separator);
    expect(wasStartedBy(argumentText, 12345)).toBe(true);
    for (const other of [1, 12, 1234, 123456, 2345])
      expect(wasStartedBy(argumentText, other), String(other)).toBe(false);
  }
  expect(wasStartedBy(startedBy(7), 7)).toBe(true);
});
