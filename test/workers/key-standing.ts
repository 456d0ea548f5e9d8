import type { KeyStanding } from '../../src/model/account-service.ts';

/** `auth` as the Channel objects of a test file ask it. */
export const standing: KeyStanding & { asked: (readonly string[])[]; answer: KeyStanding['ended'] } = {
  asked: [],
  answer: async () => [],
  ended(credentials) {
    standing.asked.push(credentials);
    return standing.answer(credentials);
  },
};
