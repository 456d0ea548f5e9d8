/** Puts what is given into other words, or plans. What it answers is not believed: it passes the grounding gate. */
export interface TextModel {
  /** As its maker names it, such as @cf/meta/llama-3.1-8b-instruct. */
  readonly id: string;
  /** Null where it gives no text, or not in time. */
  complete(prompt: string): Promise<string | null>;
}
