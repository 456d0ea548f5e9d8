import type { CalendarFacts } from './facts.ts';
import { fordMourning, usEquities, usExceptions } from './us-equities.ts';

/** The Nasdaq Stock Market, regular trading. */
export const xnas: CalendarFacts = {
  calendar_id: 'XNAS',
  name: 'Nasdaq Stock Market',
  mic: 'XNAS',
  ...usEquities,
  notes: [
    'Halts within a session and openings a few minutes late are not listed; neither is the delayed opening of 2002-09-11, whose time is not known here. The closing cross prints shortly after the close.',
  ],
  exceptions: [...usExceptions, { ...fordMourning, announced_at: '2006-12-28' }],
};
