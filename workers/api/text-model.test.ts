import { expect, test } from 'vitest';
import { workersAi } from './text-model.ts';

test('asks the model by its name, and takes what is no text for nothing', async () => {
  const asked: unknown[] = [];
  const answers: unknown[] = [{ response: 'It is so.' }, { response: 7 }, null, 'text'];
  const run = async (...question: unknown[]): Promise<unknown> => {
    asked.push(question);
    return answers.shift();
  };
  const model = workersAi({ run }, '@cf/a/model');
  const said = [
    await model?.complete('Say it'),
    await model?.complete(''),
    await model?.complete(''),
    await model?.complete(''),
  ];
  expect(said).toEqual(['It is so.', null, null, null]);
  expect(asked[0]).toEqual(['@cf/a/model', { prompt: 'Say it', max_tokens: 800 }]);
  expect(model?.id).toBe('@cf/a/model');
});

test('a model that fails gives no text', async () => {
  const model = workersAi({ run: () => Promise.reject(new Error('capacity exceeded')) }, '@cf/a/model');
  expect(await model?.complete('Say it')).toBeNull();
});

test('there is none without a binding', () => expect(workersAi(undefined, '@cf/a/model')).toBeNull());
