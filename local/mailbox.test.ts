import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpSender } from '../src/accounts/link-sender.ts';
import { type Letter, type Mailbox, startMailbox } from './mailbox.ts';

let mailbox: Mailbox;
let letters: Letter[];
beforeEach(async () => {
  letters = [];
  mailbox = await startMailbox((letter) => letters.push(letter));
});
afterEach(() => mailbox.stop());

const letter = { to: 'thandi@example.com', subject: 'Your link', text: 'http://127.0.0.1/sign-in#wiz_link_x' };

test('what the platform sends arrives', async () => {
  await httpSender({ url: mailbox.url, token: mailbox.token, from: 'x@localhost' }, fetch).send(letter);
  expect(letters).toEqual([letter]);
});

test('nobody else can write to the terminal', async () => {
  const sender = httpSender({ url: mailbox.url, token: 'guess', from: 'x@localhost' }, fetch);
  await expect(sender.send(letter)).rejects.toThrow('the mail service answers 401');
  expect(letters).toEqual([]);
});
