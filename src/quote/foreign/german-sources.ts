import type { Finding } from '../attribute/finding.ts';
import { isWord } from '../grammar/name-words.ts';
import type { Unit } from '../grammar/units.ts';
import { type GermanPhrase, phraseAt } from './german-phrases.ts';

type Choice = Pick<Finding, 'subject' | 'cue' | 'rule'>;

// "nach Angaben von", "nach den Worten der"
const account =
  /^(?:angaben|worten|aussagen?|meinung|auffassung|ansicht|einschätzung|informationen|berichten|darstellung|überzeugung|sicht)$/u;

/** "…“, heißt es in einer Erklärung der Bahn": the document. */
export function statedIn(units: Unit[], verb: number): Choice | null {
  for (let at = verb + 1; at < verb + 6 && isWord(units[at]); at++) {
    if (!/^(?:in|im|aus|von|vom|auf)$/u.test(units[at]?.lower ?? '')) continue;
    const source = phraseIn(units, at + 1);
    return source === null ? null : { subject: source, cue: { from: verb, to: at }, rule: 'according' };
  }
  return null;
}

/** "In einer Mitteilung der Werft heißt es: „…“". */
export function statedBefore(units: Unit[], at: number): Choice | null {
  const verb = units.findLastIndex(
    ({ lower }, index) => index < at && index > at - 14 && /^(?:heißt|hieß)$/u.test(lower),
  );
  if (verb < 0 || units[verb + 1]?.lower !== 'es') return null;
  const behindVerb = statedIn(units, verb);
  if (behindVerb !== null) return behindVerb;
  const leads = /^(?:in|im|aus|auf)$/u.test(units[0]?.lower ?? '');
  const source = leads ? phraseIn(units, 1) : null;
  return source !== null && source.end <= verb
    ? { subject: source, cue: { from: verb, to: verb + 2 }, rule: 'according' }
    : null;
}

/** The noun phrase behind a preposition, whatever its case. */
function phraseIn(units: Unit[], from: number): GermanPhrase | null {
  const first = units[from];
  if (!/^(?:den|dem|einem|einer|der|dieser|diesem|seiner|seinem|ihrer|ihrem)$/u.test(first?.lower ?? ''))
    return phraseAt(units, from);
  const inner = phraseAt(units, from + 1);
  return inner === null || inner.kind === 'pronoun' ? null : { ...inner, from, speaks: true };
}

export function accordingTo(units: Unit[], at: number): Choice | null {
  for (let k = at - 1; k >= 0 && k > at - 24; k--) {
    if (units[k]?.kind === 'quotation') return null;
    const source = sourceAt(units, k);
    if (source !== null) return source;
    if (units[k]?.lower === 'zufolge') {
      const subject = sourceBefore(units, k);
      if (subject !== null) return { subject, cue: { from: k, to: k + 1 }, rule: 'according' };
    }
  }
  return null;
}

/** "laut X", "nach Angaben von X", "nach den Worten der Ministerin". */
export function sourceAt(units: Unit[], at: number): Choice | null {
  const from = accountFrom(units, at);
  if (from < 0) return null;
  const subject = phraseIn(units, from);
  return subject === null ? null : { subject, cue: { from: at, to: at + 1 }, rule: 'according' };
}

function accountFrom(units: Unit[], at: number): number {
  const word = units[at]?.lower ?? '';
  if (word === 'laut') return at + 1;
  if (!/^(?:nach|aus)$/u.test(word)) return -1;
  const noun = /^(?:den|dem|der)$/u.test(units[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  if (!account.test(units[noun]?.lower ?? '')) return -1;
  return /^(?:von|vom)$/u.test(units[noun + 1]?.lower ?? '') ? noun + 2 : noun + 1;
}

/** "Den Behörden zufolge". */
function sourceBefore(units: Unit[], at: number): GermanPhrase | null {
  for (let from = Math.max(0, at - 6); from < at; from++) {
    const phrase = phraseIn(units, from);
    if (phrase !== null && phrase.kind !== 'pronoun' && phrase.to === at) return phrase;
  }
  return null;
}
