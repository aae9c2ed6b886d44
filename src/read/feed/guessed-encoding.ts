import { analyse } from 'chardet';
import { decodeAs } from './encoding-labels.ts';

const SAMPLE = 16_384;

/**
 * Text in a script other than Latin whose encoding nothing declares, or null: guessed from its letters (chardet), and only where at
 * least half of the letters outside of tags are not ASCII.
 */
export function guessedText(bytes: Uint8Array): string | null {
  const all = Buffer.from(bytes).toString('latin1');
  const words = all
    .replace(/<[^<>]*>|&[#\w]{1,20};|https?:\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, SAMPLE);
  const high = words.match(/[\u0080-\u00ff]/g)?.length ?? 0;
  const latin = words.match(/[A-Za-z]/g)?.length ?? 0;
  if (high < 8 || high < latin) return null;
  for (const { name } of analyse(Buffer.from(words, 'latin1'))) {
    if (/^(?:UTF|ASCII|ISO-8859-1$|windows-1252)/.test(name)) continue;
    const text = decodeAs(bytes, name);
    if (text !== null && !text.includes('\ufffd')) return text;
  }
  return null;
}
