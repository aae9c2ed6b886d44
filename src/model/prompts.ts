import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Prompt {
  name: 'answer' | 'summary' | 'check';
  text: string;
  /** The first 12 hex digits of the SHA-256 of the text. */
  version: string;
}

/** What a model is told for a task, from the folder of prompts. Throws when the file is missing. */
export function loadPrompt(name: Prompt['name']): Prompt {
  const text = readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8').trim();
  return { name, text, version: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}
