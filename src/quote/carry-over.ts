import { type Finding, inSentence, type Rule, subjectOf } from './attribute.ts';
import { type Attribution, attributionsIn } from './clauses.ts';
import type { Quotation } from './quotations.ts';
import { lastPoint, type Sentence } from './sentences.ts';

/** What the reading of a text carries from one sentence and paragraph to the next. Only what was read before counts. */
export interface Memory {
  /** The last attribution of the paragraph being read. */
  paragraph: Finding | null;
  /** The sentence before in the paragraph, with what it attributes. */
  before: { sentence: Sentence; attributions: Attribution[] } | null;
  /** The last speaker of the paragraphs before, and whether their last sentence announces words to come. */
  earlier: Finding | null;
  announces: boolean;
}

export function emptyMemory(): Memory {
  return { paragraph: null, before: null, earlier: null, announces: false };
}

/** Who says each quotation of a sentence, in unit order; and the memory after it. */
export function findingsIn(
  text: string,
  sentence: Sentence,
  quotations: Quotation[],
  memory: Memory,
): { findings: (Finding | null)[]; memory: Memory } {
  const attributions = attributionsIn(sentence.units);
  const findings: (Finding | null)[] = [];
  let current = memory;
  for (const [at, unit] of sentence.units.entries()) {
    const quotation = quotations[unit.quotation];
    if (quotation === undefined) continue;
    const own = inSentence(sentence, attributions, at, lastPoint(text, quotation));
    const finding = findingOf(sentence, at, own, quotation, current);
    findings.push(finding);
    if (finding !== null) current = { ...current, paragraph: finding };
  }
  const said = statementOf(sentence, attributions);
  const hasWords = sentence.units.some((unit) => unit.kind === 'word');
  return {
    findings,
    memory: {
      ...current,
      paragraph: findings.length > 0 ? current.paragraph : (said ?? current.paragraph),
      before: hasWords ? { sentence, attributions } : current.before,
      announces: sentence.units.at(-1)?.text === ':',
    },
  };
}

/** The memory with which the next paragraph begins. */
export function atParagraphEnd(memory: Memory): Memory {
  const announcer = memory.announces && memory.before !== null ? announcerOf(memory.before) : null;
  const earlier = announcer ?? memory.paragraph ?? memory.earlier;
  return { paragraph: null, before: null, earlier, announces: memory.announces };
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
  const subject = sentence.units.some((unit) => unit.kind === 'word') ? subjectOf(sentence, at) : null;
  if (subject !== null) return subject;
  if (memory.paragraph !== null) return withRule(memory.paragraph, 'same-paragraph');
  if (memory.before !== null) {
    const said = statementOf(memory.before.sentence, memory.before.attributions);
    if (said !== null) return withRule(said, 'sentence-before');
    const spokenOf = subjectOf(memory.before.sentence, memory.before.sentence.units.length);
    if (spokenOf !== null) return withRule(spokenOf, 'subject-before');
  }
  return memory.earlier === null ? null : withRule(memory.earlier, memory.announces ? 'colon' : 'paragraph-before');
}

function withRule(finding: Finding, rule: Rule): Finding {
  return { ...finding, rule };
}

/** The main attribution of a sentence: its first strong one that is not inside a relative clause. */
function statementOf(sentence: Sentence, attributions: Attribution[]): Finding | null {
  const main =
    attributions.find((a) => a.strong && !a.minor && a.subject !== null) ??
    attributions.find((a) => a.subject !== null && !a.minor);
  if (main?.subject == null) return null;
  return { sentence, subject: main.subject, cue: { from: main.from, to: main.to }, rule: 'sentence-before' };
}

/** Who speaks next when a sentence ends in a colon. */
function announcerOf(before: { sentence: Sentence; attributions: Attribution[] }): Finding | null {
  const colon = before.sentence.units.length - 1;
  return (
    inSentence(before.sentence, before.attributions, colon, '') ??
    statementOf(before.sentence, before.attributions) ??
    subjectOf(before.sentence, colon)
  );
}
