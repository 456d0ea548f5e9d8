import { z } from 'zod';
import { toInstant } from '../../core/clock.ts';
import type { RawPayload } from '../../model/payload.ts';
import { reject } from '../reading.ts';
import { addAnnouncement, type SensReading } from './sens-announcement.ts';

/** What the JSE's client portal answers to `SENSService.svc/GetSensAnnouncementForDates` and its siblings. */
const answer = z.record(z.string().regex(/^GetSensAnnouncement\w*Result$/), z.array(z.unknown()));

const announcement = z.object({
  AnnouncementReferenceNumber: z.string().nullish(),
  FlashHeadline: z.string(),
  /** `/Date(1773843357873+0200)/`: milliseconds since 1970, UTC whatever the offset says. */
  AcknowledgeDateTime: z.string(),
  PDFPath: z.string().nullish(),
});

/** The service's answer, or null where the document is another one. It names no issuer: that was asked for. */
export function readSensJson(document: unknown, payload: RawPayload): SensReading | null {
  const lists = answer.safeParse(document).data;
  if (lists === undefined || Object.keys(lists).length === 0) return null;
  const read: SensReading = { rows: [], rejected: [], flagged: [] };
  for (const record of Object.values(lists).flat()) {
    const { data: given, error } = announcement.safeParse(record);
    if (given === undefined) {
      const [issue] = error.issues;
      read.rejected.push(reject('news', 'schema', `"${issue?.path.join('.')}": ${issue?.message}`, record));
      continue;
    }
    const milliseconds = /^\/Date\((\d{12,14})(?:[+-]\d{4})?\)\/$/.exec(given.AcknowledgeDateTime)?.[1];
    const document = given.PDFPath ?? '';
    addAnnouncement(
      read,
      {
        issuer: '',
        heading: given.FlashHeadline,
        number: given.AnnouncementReferenceNumber || (/_(S\d+)\.pdf$/i.exec(document)?.[1] ?? ''),
        published_at: milliseconds === undefined ? null : toInstant(Number(milliseconds)),
        urgent: null,
        document,
        dated: given.AcknowledgeDateTime,
      },
      record,
      payload,
    );
  }
  return read;
}
