import { sentencesOf } from '../article/sentences.ts';
import type { CitedPassage, ClaimSpan, DraftClaim, DropReason, Verdict } from './claims.ts';
import { evenMarks, unfit, visible } from './verify/clean.ts';
import { isQuotedIn, quotationsIn, storedSpeaker } from './verify/quoted.ts';
import { type Fault, faultOf } from './verify/support.ts';
import { namesIn, type SourceSentence, type Token, tokensOf } from './verify/tokens.ts';

/** Where one sentence says several things: each is looked for by itself. */
const JOINTS = /;\s+|,\s+(?:and|but|while)\s+|\s+(?:and|while)\s+/g;
const MOST_JOINTS = 6;

interface Sentence extends SourceSentence {
  span: ClaimSpan;
  passage: CitedPassage;
}

/**
 * Whether the cited passages say what a claim says, by code alone: its citations were given, its quotations stand there word for word by
 * the same speaker, and each part of it has one sentence with its words, names, numbers, roles and denials. Passes plain text and spans.
 */
export function verifyClaim(claim: DraftClaim, passages: ReadonlyMap<string, CitedPassage>): Verdict {
  const drop = (reason: DropReason, detail: string): Verdict => ({ ok: false, reason, detail });
  const bad = unfit(claim.text);
  if (bad !== null) return drop(bad.reason, bad.detail);
  const cited: CitedPassage[] = [];
  for (const id of claim.cites) {
    const passage = passages.get(id);
    if (passage === undefined) return drop('citation', id);
    cited.push(passage);
  }
  if (cited.length === 0) return drop('citation', 'none');
  const text = visible(claim.text);
  const even = evenMarks(text);
  const quotations = quotationsIn(even);
  if (quotations === null) return drop('quotation', 'marks that do not pair');
  const alien = quotations.find((quotation) => !cited.some((passage) => isQuotedIn(quotation, passage)));
  if (alien !== undefined) return drop('quotation', alien);

  const sentences = cited.flatMap(sentencesIn);
  const names = new Set([...namesIn(even), ...cited.flatMap((passage) => [...namesIn(evenMarks(passage.text))])]);
  for (const sentence of sentences) sentence.tokens = tokensOf(sentence.text, names);
  linkBefore(sentences);
  const spans: ClaimSpan[] = [];
  for (const { start, end } of sentencesOf(even)) {
    const found = supportOf(even.slice(start, end), names, sentences);
    if ('reason' in found) return drop(found.reason, found.detail);
    spans.push(...found.spans);
  }
  return { ok: true, claim: { text, spans: distinct(spans) } };
}

function supportOf(
  part: string,
  names: ReadonlySet<string>,
  sentences: readonly Sentence[],
): { spans: ClaimSpan[] } | Fault {
  const whole = sentenceFor(part, names, sentences);
  if ('span' in whole) return { spans: [whole.span] };
  const joints = [...part.matchAll(JOINTS)].slice(0, MOST_JOINTS);
  for (const joint of joints) {
    if (!isStatement(part.slice(0, joint.index), names)) continue;
    const first = sentenceFor(part.slice(0, joint.index), names, sentences);
    if (!('span' in first)) continue;
    const rest = part.slice(joint.index + joint[0].length);
    if (!isStatement(rest, names)) continue;
    const second = supportOf(rest, names, sentences);
    if ('spans' in second && hasSubject(rest, names, sentences, second.spans[0]))
      return { spans: [first.span, ...second.spans] };
  }
  return whole;
}

/** Enough words to say something by itself: "and France" is not. */
function isStatement(part: string, names: ReadonlySet<string>): boolean {
  const content = tokensOf(part, names).filter((token) => token.kind !== 'function');
  return content.length >= 2 && content.some((token) => token.kind === 'word');
}

function sentenceFor(part: string, names: ReadonlySet<string>, sentences: readonly Sentence[]): Sentence | Fault {
  const tokens = tokensOf(part, names);
  let nearest: Fault = { reason: 'support', detail: 'no sentence says it', near: -1 };
  for (const sentence of sentences) {
    const speakers = (quotationsIn(part) ?? []).flatMap(
      (quotation) => storedSpeaker(quotation, sentence.passage) ?? [],
    );
    const fault = faultOf(tokens, part, sentence, speakers);
    if (fault === null) return sentence;
    if (fault.near > nearest.near) nearest = fault;
  }
  return nearest;
}

/** A part may leave out its subject only when its sentence has none either. */
function hasSubject(
  part: string,
  names: ReadonlySet<string>,
  sentences: readonly Sentence[],
  span: ClaimSpan | undefined,
): boolean {
  const source = sentences.find((sentence) => sentence.span === span);
  const first = tokensOf(part, names).find((token) => token.kind !== 'function');
  const opening = source?.tokens.find((token) => token.kind !== 'function');
  return first !== undefined && opening !== undefined && (first.key === opening.key || first.kind === 'name');
}

function sentencesIn(passage: CitedPassage): Sentence[] {
  return sentencesOf(passage.text).map(({ start, end }) => ({
    text: evenMarks(passage.text.slice(start, end)),
    tokens: [],
    before: [],
    passage,
    span: { articleId: passage.articleId, start: passage.start + start, end: passage.start + end },
  }));
}

function linkBefore(sentences: readonly Sentence[]): void {
  let before: Token[][] = [];
  let passage: CitedPassage | null = null;
  for (const sentence of sentences) {
    if (sentence.passage !== passage) before = [];
    passage = sentence.passage;
    sentence.before = before;
    before = [...before.slice(-5), sentence.tokens];
  }
}

function distinct(spans: readonly ClaimSpan[]): ClaimSpan[] {
  const seen = new Map(spans.map((span) => [`${span.articleId} ${span.start} ${span.end}`, span]));
  return [...seen.values()];
}
