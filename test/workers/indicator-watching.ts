import type { IndicatorsService } from '../../src/model/services.ts';

/** `indicators` as the Channel objects of a test file tell it who listens. */
export const watching: Pick<IndicatorsService, 'watch'> & {
  told: (readonly string[])[];
  answer: IndicatorsService['watch'];
} = {
  told: [],
  answer: async (channels) => channels.map(() => null),
  watch(channels) {
    watching.told.push(channels);
    return watching.answer(channels);
  },
};
