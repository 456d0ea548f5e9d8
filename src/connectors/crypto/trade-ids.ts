/**
 * Ids for trades that a venue gives none. Such a trade is known by what it says, so that it stays the same trade when it
 * is read again; of several that say the same, the later ones are counted.
 */
export function idsOfTrades(): (said: string) => string {
  const saidBefore = new Map<string, number>();
  return (said) => {
    const count = (saidBefore.get(said) ?? 0) + 1;
    saidBefore.set(said, count);
    return count === 1 ? said : `${said}-${count}`;
  };
}
