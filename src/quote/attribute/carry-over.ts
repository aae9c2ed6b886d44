import { SPEECH_NOUNS, speechVerb } from '../../text/lists/speech-verbs.ts';
import type { Quotation } from '../find/quotations.ts';
import { isTerm } from '../find/scare-quotes.ts';
import { foreignFinding, foreignStatement, standsAlone, tellsOn } from '../foreign/foreign.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { attributionsIn } from '../grammar/clauses.ts';
import { is } from '../grammar/lexicon.ts';
import { mainSubject } from '../grammar/main-subject.ts';
import { has } from '../grammar/name-words.ts';
import { phraseStartingAt } from '../grammar/phrases.ts';
import { lastPoint, type Sentence } from '../grammar/units.ts';
import { inSentence, isPutTo, subjectOf } from './attribute.ts';
import type { Finding, Rule } from './finding.ts';
import { signerOf } from './signatures.ts';

/** What the reading of a text carries from one sentence and paragraph to the next. Only what was read before counts. */
export interface Memory {
  /** The last attribution of the paragraph being read. */
  paragraph: Finding | null;
  /** The sentence before in the paragraph, with what it attributes. */
  before: { sentence: Sentence; attributions: Attribution[] } | null;
  /** The last speaker of the paragraphs before, and whether their last sentence announces words to come. */
  earlier: Finding | null;
  /** How many paragraphs without a speaker have come since. */
  since: number;
  announces: boolean;
  /** Whether a name behind a dash signs words in the paragraph being read, or in the one before. */
  signed: 'here' | 'before' | null;
}

export function emptyMemory(): Memory {
  return { paragraph: null, before: null, earlier: null, since: 0, announces: false, signed: null };
}

/** What one sentence says: its quotations with who says each, its attributions, and the main one of them. */
export interface SentenceReading {
  findings: { quotation: Quotation; finding: Finding | null; term: boolean }[];
  attributions: Attribution[];
  statement: Finding | null;
  /** The memory after the sentence. */
  memory: Memory;
}

/** Who says each quotation of a sentence, in unit order; and the memory after it. */
export function findingsIn(text: string, sentence: Sentence, quotations: Quotation[], memory: Memory): SentenceReading {
  if (sentence.language !== 'en') return foreignFindingsIn(text, sentence, quotations, memory);
  const attributions = attributionsIn(sentence.units);
  const findings: SentenceReading['findings'] = [];
  let current = memory;
  for (const { at, quotation, words } of quotationsOf(text, sentence, quotations)) {
    const inside = inSentence(sentence, attributions, at, lastPoint(text, quotation));
    const signer = inside?.rule === 'dash' && !quotation.continues ? signerOf(sentence, at, words, current) : 'speaker';
    if (inside?.rule === 'dash') current = { ...current, signed: 'here' };
    const own = signer === 'speaker' ? inside : null;
    const finding = signer === 'unknown' ? null : findingOf(sentence, at, own, quotation, current);
    const single = /^['‘‛][^'‘]/u.test(text.slice(quotation.outer.start, quotation.outer.start + 2));
    const term = isTerm(sentence, at, words, single, finding);
    findings.push({ quotation, finding, term });
    // What is not speech says nothing about who speaks next.
    if (finding !== null && !term) current = { ...current, paragraph: finding };
  }
  const said = statementOf(sentence, attributions);
  const closing = closingOf(sentence, attributions, current.paragraph);
  const hasWords = sentence.units.some((unit) => unit.kind === 'word');
  return {
    findings,
    attributions,
    statement: said,
    memory: {
      ...current,
      paragraph: closing ?? (findings.some(({ term }) => !term) ? current.paragraph : (said ?? current.paragraph)),
      before: hasWords ? { sentence, attributions } : current.before,
      announces: sentence.units.at(-1)?.text === ':',
    },
  };
}

/** The quotations of a sentence with their words; `at` is the unit that each stands in. */
function quotationsOf(text: string, { units }: Sentence, quotations: readonly Quotation[]) {
  return units.flatMap((unit, at) => {
    const quotation = unit.kind === 'quotation' ? quotations[unit.quotation] : undefined;
    return quotation ? [{ at, quotation, words: text.slice(quotation.start, quotation.end) }] : [];
  });
}

/** As `findingsIn` for other languages: what is not plain is nobody's. */
function foreignFindingsIn(text: string, sentence: Sentence, quotations: Quotation[], memory: Memory): SentenceReading {
  const findings: SentenceReading['findings'] = [];
  let current = memory;
  for (const { at, quotation, words } of quotationsOf(text, sentence, quotations)) {
    const own = foreignFinding(sentence, at, words);
    // What goes on behind ", a dit X," has no mark of its own.
    const resumed = findings.length > 0 && quotation.outer.start === quotation.start;
    const alone = standsAlone(sentence, at);
    const continues = resumed || quotation.continues || findings.length > 0 || alone;
    const goesOn = own === null && current.paragraph !== null && tellsOn(sentence);
    const finding =
      own ??
      (goesOn && !alone && findings.length === 0 ? continued(current) : continues ? carried(current, quotation) : null);
    const single = /^['‘‛‚][^'‘]/u.test(text.slice(quotation.outer.start, quotation.outer.start + 2));
    const term = isTerm(sentence, at, words, single, finding);
    findings.push({ quotation, finding, term });
    if (finding !== null && !term) current = { ...current, paragraph: finding };
  }
  const plain = findings.every(({ term }) => term) && sentence.units.some(({ kind }) => kind === 'word');
  const statement = plain ? foreignStatement(sentence) : null;
  const speaker = !plain || tellsOn(sentence) ? current.paragraph : null;
  return {
    findings,
    attributions: [],
    statement,
    memory: { ...current, paragraph: statement ?? speaker, announces: false },
  };
}

/** Words inside a sentence that tells on: surer where the sentence before it told as well than behind a quotation. */
function continued({ paragraph }: Memory): Finding | null {
  if (paragraph === null) return null;
  return withRule(paragraph, paragraph.rule === 'sentence-before' ? 'same-paragraph' : 'sentence-before');
}

function carried({ paragraph, earlier }: Memory, { continues }: Quotation): Finding | null {
  if (paragraph !== null) return withRule(paragraph, 'same-paragraph');
  return continues && earlier !== null ? withRule(earlier, 'continued') : null;
}

/** The memory with which the next paragraph begins. */
export function atParagraphEnd(memory: Memory): Memory {
  const announcer = memory.announces && memory.before !== null ? announcerOf(memory.before) : null;
  const spoke = memory.paragraph;
  const speaks =
    spoke !== null &&
    (spoke.rule !== 'subject' || isPersonal(spoke.sentence, spoke)) &&
    (spoke.rule !== 'sentence-before' || isPersonal(spoke.sentence, spoke));
  const fresh = announcer ?? (speaks ? spoke : null);
  return {
    paragraph: null,
    before: null,
    earlier: fresh ?? memory.earlier,
    since: fresh === null ? memory.since + 1 : 0,
    announces: memory.announces,
    signed: memory.signed === 'here' ? 'before' : null,
  };
}

function findingOf(
  sentence: Sentence,
  at: number,
  own: Finding | null,
  quotation: Quotation,
  memory: Memory,
): Finding | null {
  const first = sentence.units.every((unit, index) => index >= at || unit.kind !== 'quotation');
  if (quotation.continues && memory.earlier !== null && first && own?.rule !== 'after' && own?.rule !== 'inverted') {
    return withRule(memory.earlier, 'continued');
  }
  if (own !== null) return own;
  if (isPutTo(sentence.units, at)) return null;
  const subject = sentence.units.some((unit) => unit.kind === 'word') ? subjectOf(sentence, at) : null;
  const announced = sentence.units[at - 1]?.text === ':';
  const personal = subject !== null && (announced || isPersonal(sentence, subject));
  if (subject !== null && (personal || memory.paragraph === null)) return subject;
  // "“…” was the response of one viewer": what is spoken about is nobody's next sentence.
  if (at === 0 && has(sentence.units[1], is.auxiliary)) return null;
  if (memory.paragraph !== null) return withRule(memory.paragraph, 'same-paragraph');
  if (memory.before !== null) {
    const said = statementOf(memory.before.sentence, memory.before.attributions);
    if (said !== null) return withRule(said, 'sentence-before');
    const spokenOf = subjectOf(memory.before.sentence, memory.before.sentence.units.length);
    if (spokenOf !== null) return withRule(spokenOf, 'subject-before');
  }
  if (memory.earlier === null) return null;
  if (memory.announces) return withRule(memory.earlier, 'colon');
  const near = withRule(memory.earlier, 'paragraph-before');
  return memory.since === 0 ? near : withRule(near, 'paragraphs-ago');
}

/** Somebody who can speak, not "it", "the fact" or "the comments". */
function isPersonal({ units }: Sentence, { subject }: Finding): boolean {
  if (subject.kind === 'pronoun') return units[subject.from]?.lower !== 'it' && units[subject.from]?.lower !== 'you';
  return subject.kind === 'name' || has(units[subject.to - 1], is.role);
}

function withRule(finding: Finding, rule: Rule): Finding {
  return { ...finding, rule, source: finding };
}

// Who was asked speaks next, or who was turned to.
const asking = /^(?:ask(?:s|ed|ing)?|question(?:s|ed)|thank(?:s|ed)|request(?:s|ed)|interview(?:s|ed)|urge[sd]?)$/u;

/** The main attribution of a sentence: its first strong one that is not inside a relative clause. */
function statementOf(sentence: Sentence, attributions: Attribution[]): Finding | null {
  const main = attributions.find(
    (a) => a.strong && !a.minor && !a.subordinate && !a.infinitive && a.subject !== null && !isOutlet(sentence, a),
  );
  if (main === undefined) return proxyOf(sentence);
  if (main.subject === null || asking.test(sentence.units[main.from]?.lower ?? '')) return null;
  return { sentence, subject: main.subject, cue: { from: main.from, to: main.to }, rule: 'sentence-before' };
}

/** "Her brother, Jan Orr, spoke for the family.": what follows are his words. */
function proxyOf(sentence: Sentence): Finding | null {
  const { units } = sentence;
  const verb = units.findIndex(({ lower }) => lower === 'spoke' || lower === 'speaks');
  const behalf = units[verb + 1]?.lower === 'on' && units[verb + 2]?.lower === 'behalf';
  if (verb < 1 || (units[verb + 1]?.lower !== 'for' && !behalf)) return null;
  // "spoke for an hour"
  const whom = phraseStartingAt(units, behalf ? verb + 4 : verb + 2);
  const many = whom?.kind === 'nominal' && /^(?:the|his|her|their|its)$/u.test(units[whom.from]?.lower ?? '');
  if (!many || has(units[whom.to - 1], is.time)) return null;
  const subject = mainSubject(units, 0, verb);
  if (subject?.kind !== 'name' || units.slice(subject.to, verb).some(({ kind }) => kind === 'word')) return null;
  return { sentence, subject, cue: { from: verb, to: verb + 1 }, rule: 'sentence-before' };
}

/** "according to the Times": a paper that tells of something does not go on speaking. */
function isOutlet({ units }: Sentence, { form, subject }: Attribution): boolean {
  return (
    form === 'according' && subject !== null && units.slice(subject.from, subject.to).some((u) => has(u, is.outlet))
  );
}

/** `…, Smith said.` at the end of a sentence with quotations in it: Smith is the one who goes on. */
function closingOf(sentence: Sentence, attributions: Attribution[], found: Finding | null): Finding | null {
  const { units } = sentence;
  const last = attributions.at(-1);
  if (
    last?.subject == null ||
    !last.strong ||
    last.minor ||
    last.subordinate ||
    last.relative ||
    last.infinitive ||
    last.form === 'participle' ||
    // "…, founder of a group called the Harbour Watch."
    speechVerb(units[last.from]?.lower ?? '')?.names
  )
    return null;
  if (found?.sentence === sentence && found.cue?.from === last.from) return null;
  const comma = units[last.subject.from - 1];
  const final = units.slice(last.to).every((unit) => unit.kind !== 'quotation') && units.length - last.to < 14;
  if (!final || last.form === 'according' || (comma?.text !== ',' && comma?.kind !== 'quotation')) return null;
  return { sentence, subject: last.subject, cue: { from: last.from, to: last.to }, rule: 'sentence-before' };
}

/** Who speaks next when a sentence ends in a colon. */
function announcerOf(before: { sentence: Sentence; attributions: Attribution[] }): Finding | null {
  const colon = before.sentence.units.length - 1;
  return (
    inSentence(before.sentence, before.attributions, colon, '') ??
    statementOf(before.sentence, before.attributions) ??
    sourceOf(before.sentence) ??
    issuerOf(before.sentence, colon) ??
    subjectOf(before.sentence, colon)
  );
}

/** "Hale made the following comment:", "Hale issued this statement:": what comes are the subject's words. */
function issuerOf(sentence: Sentence, colon: number): Finding | null {
  const { units } = sentence;
  const noun = colon - 1;
  const comes = /^(?:following|this)$/u.test(units[noun - 1]?.lower ?? '') || units[noun]?.lower === 'following';
  if (
    !comes ||
    !(SPEECH_NOUNS.has(units[noun]?.lower ?? '') || has(units[noun], is.document) || units[noun]?.lower === 'following')
  )
    return null;
  const subject = subjectOf(sentence, colon);
  return subject === null ? null : { ...subject, rule: 'before', cue: { from: noun, to: colon } };
}

/** "From Jane Doe, writing in the Post:" names whom the words below are taken from. */
function sourceOf(sentence: Sentence): Finding | null {
  const at = has(sentence.units[0], is.coordinator) ? 1 : 0;
  if (!/^(?:from|by|via)$/u.test(sentence.units[at]?.lower ?? '')) return null;
  const subject = phraseStartingAt(sentence.units, at + 1);
  return subject?.kind === 'name' ? { sentence, subject, cue: { from: at, to: at + 1 }, rule: 'colon' } : null;
}
