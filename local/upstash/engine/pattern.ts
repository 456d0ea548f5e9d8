const part = /\\([\s\S])|\[(\^?)((?:\\.|[^\]])*)\]|([\s\S])/g;
const anything: Readonly<Record<string, string>> = { '*': '[\\s\\S]*', '?': '[\\s\\S]' };

/** Redis' glob: `*`, `?`, `[a-z]`, `[^a]`, and a backslash before a character meant literally. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(part, (_, escaped, not, range, plain) => {
    if (range !== undefined) return `[${not}${String(range).replaceAll('[', '\\[')}]`;
    return escaped === undefined ? (anything[plain] ?? literal(plain)) : literal(escaped);
  });
  return new RegExp(`^${source}$`);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
}
