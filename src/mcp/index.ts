import type { Tool } from './tool.ts';
import { ask } from './tools/ask.ts';
import { calendar } from './tools/calendar.ts';
import { explain } from './tools/explain.ts';
import { get } from './tools/get.ts';
import { provenance } from './tools/provenance.ts';
import { query } from './tools/query.ts';
import { screen } from './tools/screen.ts';
import { search } from './tools/search.ts';

/** At most eight, since a model reads all of them before its first call. */
export const tools: readonly Tool[] = [search, get, query, explain, provenance, calendar, screen, ask];
