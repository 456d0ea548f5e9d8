interface Range {
  readonly type: string;
  readonly q: number;
}

/**
 * The one of the offers that an Accept header likes best (RFC 9110), the first of equals. Whom none suits gets the
 * first: what is asked for in vain is mostly a browser's list.
 */
export function negotiated(accept: string | null | undefined, offers: readonly [string, ...string[]]): string {
  const [usual] = offers;
  if (!accept) return usual;
  const ranges = accept.split(',').map(rangeOf);
  const liked = offers.map((offer) => ({ offer, q: likingOf(offer, ranges) }));
  return liked.reduce((best, one) => (one.q > best.q ? one : best)).offer;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  return { type, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
}

/** The most specific range decides. */
function likingOf(offer: string, ranges: readonly Range[]): number {
  const all = [offer, `${offer.split('/')[0]}/*`, '*/*'];
  for (const name of all) {
    const range = ranges.find(({ type }) => type === name);
    if (range !== undefined) return range.q;
  }
  return 0;
}
