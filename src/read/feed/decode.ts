import { decodeText } from '../encoding.ts';
import { windowsBytes, windowsCharacter } from './character-references.ts';

/** The text of an XML or JSON document. Text that was encoded twice is decoded twice, and controls that nobody can see are left out. */
export function decodeDocument(bytes: Uint8Array, contentType = ''): string {
  return mended(decodeText(bytes, contentType).text.replace(UNSEEN, ''));
}

const UNSEEN = /(?![\t\n\r])[\p{Cc}--[\u007f-\u009f]]/gv;

/** Text in which all that is not ASCII is UTF-8 read as Windows-1252 is read again; stray C1 controls become what Windows has there. */
function mended(text: string): string {
  const runs = text.match(/[^\p{ASCII}]+/gu);
  if (runs === null) return text;
  const reread = new Map<string, string>();
  for (const run of runs) {
    const once = readAnew(run);
    if (once === null) return text.replace(/[^\P{Cc}\p{ASCII}]/gu, windowsCharacter);
    reread.set(run, once);
  }
  return text.replace(/[^\p{ASCII}]+/gu, (run) => reread.get(run) ?? run);
}

function readAnew(run: string): string | null {
  const bytes = windowsBytes(run);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
