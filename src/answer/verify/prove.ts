import type { ClaimSpan, DropReason, VerifiedClaim } from '../../model/claims.ts';
import { genderOfGivenName, isGivenName } from '../../text/given-names.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { attributionsIn, cuesIn } from './attributions.ts';
import type { Sentence } from './cited.ts';
import { type KnownWords, tokensOf } from './claim-tokens.ts';
import { evenMarks } from './clean.ts';
import { isEnglish } from './english.ts';
import { quotationsIn, spokenWhole, storedSpeaker } from './quoted.ts';
import { type Fault, faultOf, type Holds } from './support.ts';

/** Where one sentence says several things: each is looked for by itself. */
const JOINTS = /;\s+|,\s+(?:and|but|while)\s+|\s+(?:and|while)\s+/g;
const MOST_JOINTS = 6;
const PRONOUN = /^"?(?:he|she|it|they|his|her|its|their|this|that|these|those)\b/i;
const SPEAKER = /\p{Lu}\p{L}+ (?:said|says|told|added)\b|\b(?:said|says) \p{Lu}/u;
const UNCLEAR = '(See the source for who this is.)';
const POINTING = /^"?(?:(?:and|but|or|so|yet) )?((?:that|this|these|those) \p{L}+)/iu;
const PERSON = /^"?(he|she|his|her)\b/i;

/** The sentence that says a part, and whose word it is when the part leaves that out. */
interface Support extends Holds {
  sentence: Sentence;
}

/** Why the cited sentences do not prove a claim as it is worded. */
export interface Unproven {
  reason: DropReason;
  detail: string;
}

/**
 * A claim as it may be shown, when each part of it has sentences with its words, names, numbers, roles, denials and reservations; else
 * why not. After `shownBefore` a claim that begins with "he" says so when that could be somebody else.
 */
export function prove(
  text: string,
  sentences: readonly Sentence[],
  known: KnownWords,
  shownBefore: VerifiedClaim | null,
): VerifiedClaim | Unproven {
  const unproven = (reason: DropReason, detail: string): Unproven => ({ reason, detail });
  const even = evenMarks(text);
  const found: Sentence[] = [];
  const parts: string[] = [];
  for (const { start, end } of sentencesOf(even)) {
    const part = even.slice(start, end);
    if (!isStatement(part, known)) return unproven('support', 'says nothing');
    const support = supportOf(part, known, sentences);
    if ('reason' in support) return unproven(support.reason, support.detail);
    const [source] = support.sentences;
    const last = found.at(-1);
    if (pointsElsewhere(part, support.sentences)) return unproven('roles', 'that of something else');
    if (last && !isAbout(part, source, [last.span])) return unproven('roles', 'a pronoun');
    const unclear = !last && couldBe(part, shownBefore) && !isAbout(part, source, shownBefore?.spans ?? []);
    const spoken =
      support.by === null
        ? withSpeaker(part, support.sentences, known)
        : `${bareEnd(part)}, according to ${support.by}.`;
    if (spoken === null) return unproven('speech', 'words of somebody');
    found.push(...support.sentences);
    parts.push(unclear ? `${spoken} ${UNCLEAR}` : spoken);
  }
  const shown = parts.some((part) => !even.includes(part)) ? parts.join(' ') : text;
  return { text: shown, spans: distinct(found.map(({ span }) => span)) };
}

/** A part that begins with "that was" needs a sentence in which "that" was: what is pointed at is not in the words. */
function pointsElsewhere(part: string, sentences: readonly Sentence[]): boolean {
  const [, begins] = POINTING.exec(part) ?? [];
  return begins !== undefined && !sentences.some(({ text }) => text.toLowerCase().includes(begins.toLowerCase()));
}

function bareEnd(part: string): string {
  return part.replace(/[\s.!,;:]+("?)$/, '$1');
}

/**
 * A part as it may be shown: a sentence out of the middle of what somebody says gets marks and speaker; null when a part words such a
 * sentence again without saying whose it was.
 */
function withSpeaker(part: string, sentences: readonly Sentence[], known: KnownWords): string | null {
  if (part.includes('"')) return part;
  const spoken = sentences
    .map((sentence) => spokenWhole(sentence.text, sentence.passage))
    .find((quote) => quote !== null);
  if (!spoken || cuesIn(tokensOf(part, known), part).length > 0) return part;
  return part === sentences[0]?.text ? `“${part}” (${spoken.speaker ?? 'unattributed'})` : null;
}

function supportOf(
  part: string,
  known: KnownWords,
  sentences: readonly Sentence[],
): { sentences: Sentence[]; by: string | null; first: number } | Fault {
  const whole = sentenceFor(part, known, sentences);
  if ('sentence' in whole) return { ...whole, sentences: [whole.sentence] };
  const joints = [...part.matchAll(JOINTS)].slice(0, MOST_JOINTS);
  for (const joint of joints) {
    const head = part.slice(0, joint.index);
    const rest = part.slice(joint.index + joint[0].length);
    if (!isStatement(head, known) || !isStatement(rest, known)) continue;
    const first = sentenceFor(head, known, sentences);
    if (!('sentence' in first) || first.by !== null) continue;
    const second = supportOf(rest, known, sentences);
    const [next] = 'sentences' in second ? second.sentences : [];
    if (
      'sentences' in second &&
      hasSubject(rest, known, next) &&
      // Two parts of one sentence stay in its order: else they could exchange what belongs to each.
      (next === first.sentence ? first.last < second.first : isAbout(rest, next, [first.sentence.span]))
    )
      return { sentences: [first.sentence, ...second.sentences], by: second.by, first: first.first };
  }
  return whole;
}

/** A part that opens with a pronoun must follow, in the article, what it follows here: nobody else may be named in between. */
function isAbout(part: string, source: Sentence | undefined, before: readonly ClaimSpan[]): boolean {
  if (!PRONOUN.test(part) || !source) return true;
  const named = source.previous.findLast((sentence) => sentence.tokens.some((token) => token.kind === 'name'));
  return named !== undefined && before.some((span) => overlap(span, named.span));
}

/** Whether a reader would take "he" or "she" for somebody whom the claim before names. */
function couldBe(part: string, before: VerifiedClaim | null): boolean {
  const pronoun = PERSON.exec(part)?.[1]?.toLowerCase();
  if (pronoun === undefined || before === null) return false;
  const other = pronoun.startsWith('h') && pronoun !== 'her' ? 'f' : 'm';
  if (SPEAKER.test(before.text)) return true;
  const names = before.text.match(/\p{Lu}[\p{L}\p{M}'-]+/gu) ?? [];
  return names.some((name) => isGivenName(name) && genderOfGivenName(name) !== other);
}

function overlap(a: ClaimSpan, b: ClaimSpan): boolean {
  return a.articleId === b.articleId && a.start < b.end && b.start < a.end;
}

/** Enough words to say something by itself: "and France" is not. */
function isStatement(part: string, known: KnownWords): boolean {
  const content = tokensOf(part, known).filter((token) => token.kind !== 'function');
  return content.length >= 2 && content.some((token) => token.kind === 'word');
}

function sentenceFor(part: string, known: KnownWords, sentences: readonly Sentence[]): Support | Fault {
  const tokens = tokensOf(part, known);
  const said = attributionsIn(tokens, part);
  const quotations = quotationsIn(part) ?? [];
  let reported: Support | null = null;
  let nearest: Fault = { reason: 'support', detail: 'no sentence says it', near: -1 };
  for (const sentence of sentences) {
    if (part === sentence.text) return { sentence, by: null, first: 0, last: sentence.tokens.length };
    const speakers = quotations.flatMap((quotation) => storedSpeaker(quotation, sentence.passage) ?? []);
    const found = faultOf(tokens, part, said, sentence, speakers);
    if (!('reason' in found)) {
      if (!isReadable(sentence)) {
        nearest = { reason: 'language', detail: '', near: 1 };
        continue;
      }
      if (found.by === null) return { sentence, ...found };
      reported ??= { sentence, ...found };
    } else if (found.near > nearest.near) nearest = found;
  }
  return reported ?? nearest;
}

const SAMPLE = 1_000;

/** Denials, doubts and who said what are read in English alone: nothing else can be proved from "ist nicht", which has no "not". */
function isReadable({ text, passage }: Sentence): boolean {
  return isEnglish(text) && isEnglish(passage.text.slice(0, SAMPLE));
}

/** A part may leave out its subject only when its sentence has none either. */
function hasSubject(part: string, known: KnownWords, source: Sentence | undefined): boolean {
  const first = tokensOf(part, known).find((token) => token.kind !== 'function');
  const opening = source?.tokens.find((token) => token.kind !== 'function');
  return first !== undefined && opening !== undefined && (first.key === opening.key || first.kind === 'name');
}

function distinct(spans: readonly ClaimSpan[]): ClaimSpan[] {
  const seen = new Map(spans.map((span) => [`${span.articleId} ${span.start} ${span.end}`, span]));
  return [...seen.values()];
}
