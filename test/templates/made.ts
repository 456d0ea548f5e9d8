/** What on-demand.ts makes once a run. */
export async function made(path: string): Promise<string> {
  const answer = await fetch(process.env.WIZDATA_TEMPLATES + path);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
