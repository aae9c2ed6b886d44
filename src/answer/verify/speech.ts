import { cuesIn, saidStretches } from './attributions.ts';
import type { SourceSentence, Token } from './claim-tokens.ts';
import { viewBefore, viewBeside } from './views.ts';
import { isFunctionWord } from './vocabulary.ts';

const MOST = 0.6;
const FIRST_PERSON = /\b(?:I|we|my|our|us|me|you|your)\b/i;
const LONGEST_NAME = 90;
const ENDS_IN_PRONOUN = /\b(?:he|she|they|it|I|we)$/i;

/** A claim that tells as a fact what its source only reports. */
export interface SpeechFault {
  detail: string;
  /** Who says it, as the source has it: with this word added the claim holds. Null when nothing helps. */
  by: string | null;
}

/**
 * How the claim tells as a fact what its source only reports, or null: it leaves out who said it, makes a question a statement, or
 * gives somebody's words without marks and speaker. `path` maps claim tokens to source tokens.
 */
export function speechFault(
  claim: readonly Token[],
  claimText: string,
  source: SourceSentence,
  path: readonly number[],
): SpeechFault | null {
  const aligned = path.filter((to, from) => to !== -1 && claim[from]?.kind !== 'function');
  if (aligned.length === 0) return null;
  if (isAsked(source, aligned) && !claimText.includes('?')) return { detail: 'a question', by: null };
  const cues = cuesIn(claim, claimText);
  // A verb of speech in a place of its own: who spoke is told in another way, and checked elsewhere.
  if (cues.some((at) => (path[at] ?? -1) === -1)) return null;
  const known = new Set(path);
  const speaker = (by: string) => (FIRST_PERSON.test(claimText) ? null : fitting(by));
  for (const { cue, from, to, by, but } of saidStretches(source.tokens, source.text)) {
    if (known.has(cue)) continue;
    const isSaid = (at: number) => at >= from && at < to && !(but && at >= but.from && at < but.to);
    if (share(aligned, isSaid) < MOST) continue;
    // "Ann explained that it fell, something she described as sad": told as Ann's word already.
    const isTold = cues.some((at) => (path[at] ?? -1) >= from && (path[at] ?? -1) < to);
    if (!(isTold && ENDS_IN_PRONOUN.test(by))) return { detail: source.tokens[cue]?.word ?? 'said', by: speaker(by) };
  }
  const view = viewBefore(source, Math.min(...aligned), known) ?? viewBeside(source, known);
  if (view !== null) return { detail: view.word, by: speaker(view.by) };
  const spoken = spokenTokens(source);
  if (cues.some((at) => !spoken.has(path[at] ?? -1))) return null;
  if (!claimText.includes('"') && share(aligned, (at) => spoken.has(at)) >= MOST)
    return { detail: 'words of somebody', by: null };
  return null;
}

/** What stands before a verb without naming a speaker: a pronoun, nobody, or a part of another clause. */
const NO_SPEAKER =
  /^(?:he|she|they|it|who|which|that|his|her|their|this|there|i|we|no|one|some|someone|somebody|none|nobody|neither|nor|not|few|hardly|never|to|or|so|if|when|as|in|on|at|by|for|from|after|before|with|without|asked|speaking|writing)\b/i;

/** Nobody's word: "the joke goes", "legend says"; and what only looks like a name: "wrongly reported", "False claim". */
const NOT_A_SPEAKER =
  /(?:^|\s)(?:joke|story|saying|legend|rumou?r|myth|lore|theory|thinking|gossip|false|fake|true|\p{Ll}+ly)$/iu;

const OF_ANYBODY =
  /^(?:Headlines|Critics|Officials|Prosecutors|Residents|Experts|Sources|Investigators|Authorities|Campaigners|Scientists|Researchers|Analysts|Supporters|Opponents|Doctors|Lawyers|Witnesses|Organi[sz]ers|Economists|Activists|Neighbours|Neighbors|Police|Detectives|Engineers|Historians|Fans|Workers|Teachers|Parents|Locals|Insiders|Observers|Rivals|Relatives)$|^(?:Local|Some|Many|Most|Several|Other|Senior|State|Federal|Government|Industry|Court|Police|Union|Military|Medical|Health) /;

/** Who says it, when that can stand behind "according to". */
function fitting(by: string): string | null {
  const words = by
    .trim()
    // "Critics have long held": the subject ends where its verb begins.
    .replace(/ (?:has|have|had)(?: \p{Ll}+)?$/u, '')
    .replace(/^(?:The|An?)\b/, (article) => article.toLowerCase());
  if (words.length < 2 || words.length > LONGEST_NAME || /["\n]/.test(words) || ENDS_IN_PRONOUN.test(words))
    return null;
  if (/ (?:is|are|was|were|would|will|could|can|may|might|should|do|does|did)\b/.test(words)) return null;
  // "in May, the month the bridge opened".
  if (/\bthe (?:\p{Ll}+ )?the\b/u.test(words)) return null;
  if (NO_SPEAKER.test(words) || NOT_A_SPEAKER.test(words)) return null;
  // "compared 212 letters written by farmers": a number of things says nothing.
  if (/^\p{N}/u.test(words)) return null;
  // "A court threw out a claim that …": what stands before "claim" is nobody.
  if (isFunctionWord(words.split(/\s+/).at(-1)?.toLowerCase() ?? '')) return null;
  // "Local papers said" has its capital from the beginning of the sentence, "Okafor" and "Brand analysts" may have their own.
  return /^\p{Lu}\p{Ll}+(?: \p{Ll}+s)?$/u.test(words) && OF_ANYBODY.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}

/** Whether the kept words stand in a question. */
function isAsked(source: SourceSentence, kept: readonly number[]): boolean {
  const last = source.tokens[Math.max(...kept)];
  if (!last) return false;
  const after = source.text.slice(last.end);
  // Only the words that ask, up to the next end of a sentence.
  return after.search(/[.!?]/) !== -1 && after.charAt(after.search(/[.!?]/)) === '?';
}

function spokenTokens(source: SourceSentence): Set<number> {
  const spoken = new Set<number>();
  let at = 0;
  source.text.split('"').forEach((piece, i) => {
    const end = at + piece.length;
    if (i % 2 === 1)
      source.tokens.forEach((token, index) => {
        if (token.start >= at && token.end <= end) spoken.add(index);
      });
    at = end + 1;
  });
  return spoken;
}

function share(kept: readonly number[], fits: (at: number) => boolean): number {
  return kept.filter(fits).length / kept.length;
}
