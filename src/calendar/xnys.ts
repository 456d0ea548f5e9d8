import type { CalendarFacts } from './facts.ts';
import { fordMourning, usEquities, usExceptions } from './us-equities.ts';

/** New York Stock Exchange, core trading session. */
export const xnys: CalendarFacts = {
  calendar_id: 'XNYS',
  name: 'New York Stock Exchange',
  mic: 'XNYS',
  ...usEquities,
  notes: [
    'Halts within a session and openings a few minutes late are not listed. The closing auction prints shortly after the close.',
  ],
  exceptions: [
    ...usExceptions,
    {
      date: '2002-09-11',
      kind: 'late_open',
      open: '12:00',
      name: 'Anniversary of September 11',
      announced_at: null,
      source: 'http://abcnews.go.com/Business/story?id=86967&page=1',
    },
    {
      date: '2005-06-01',
      kind: 'early_close',
      close: '15:56',
      name: 'Communication problem',
      announced_at: '2005-06-01',
      source: 'https://www.latimes.com/archives/la-xpm-2005-jun-02-fi-glitch2-story.html',
    },
    { ...fordMourning, announced_at: '2006-12-29' },
  ],
};
