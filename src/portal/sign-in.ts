import { asksForMarkdown, markdown } from './article.ts';
import { type Block, markdownOf } from './blocks.ts';
import { htmlPage } from './html.ts';
import { textResponse } from './text-response.ts';

/** The page for those who cannot press its buttons. */
const byCalls: readonly Block[] = [
  { heading: 'Sign in', level: 1 },
  {
    text: 'Reading works without an account, at a lower limit. With one you make keys. Two calls do what the page does:',
  },
  {
    list: [
      '[signUp](/docs/signUp) sends a link to an address; what stands behind its `#` is the link.',
      '[signIn](/docs/signIn) takes the link, once, and gives a session cookie for the account only.',
      '[createKey](/docs/createKey) makes a key: `Authorization: Bearer wiz_...`',
    ],
  },
];

/** Where a letter's link leads: a person presses, since programs that look at letters open every link in them. */
export function signIn(request: Request): Response {
  if (asksForMarkdown(request)) return markdown(markdownOf(byCalls));
  return htmlPage(
    'Sign in to WizData',
    `<h1>Sign in</h1>
<p id="said" role="status">Reading works without an account, at a lower limit. With one you make keys.</p>
<form id="ask" hidden><label>E-mail <input name="email" type="email" autocomplete="email" required maxlength="254"></label>
<button>Send me a link</button></form>
<p><button id="redeem" hidden>Sign in on this device</button> <button id="make" hidden>Make a key</button></p>
<pre id="key" hidden></pre>
<script src="/sign-in.js"></script>
<noscript>Signing in needs JavaScript, or two calls: see <a href="/sign-in.md">how</a>.</noscript>`,
    request,
  );
}

const script = `'use strict';
const part = (id) => document.getElementById(id);
const say = (text) => { part('said').textContent = text; };
const link = location.hash.slice(1);
// Neither the history nor a copied address keeps the link.
if (link !== '') history.replaceState(null, '', location.pathname);

async function send(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer.data;
}

function on(id, event, act) {
  part(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    try { await act(happened); } catch (error) { say(error.message); }
  });
}

part(link === '' ? 'ask' : 'redeem').hidden = false;
on('ask', 'submit', async ({ target }) => {
  await send('/v1/account/sign-up', { email: new FormData(target).get('email') });
  say('A letter is on its way. Its link works for 15 minutes and once.');
});
on('redeem', 'click', async () => {
  part('redeem').hidden = true;
  const { member } = await send('/v1/account/sign-in', { link });
  say('You are signed in as ' + member.email + ', for twelve hours.');
  part('make').hidden = false;
});
on('make', 'click', async () => {
  const { key } = await send('/v1/keys', { name: 'made in the portal', scopes: ['read', 'stream'] });
  part('key').hidden = false;
  part('key').textContent = key;
  say('Your key, shown this once:');
});
`;

export const signInScript = (): Response => textResponse(script, 'text/javascript; charset=utf-8');
