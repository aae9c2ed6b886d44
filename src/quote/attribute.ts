import type { Attribution } from './clauses.ts';
import { is } from './lexicon.ts';
import {
  extended,
  has,
  isNameWord,
  isPossessive,
  isWord,
  type Phrase,
  phraseEndingAt,
  phraseStartingAt,
} from './phrases.ts';
import type { Sentence, Unit } from './sentences.ts';
import { mainSubject } from './subjects.ts';

/** The construction that tells who speaks; confidence is calibrated by it. */
export type Rule =
  | 'after'
  | 'inverted'
  | 'according'
  | 'before'
  | 'before-weak'
  | 'later'
  | 'colon'
  | 'owner'
  | 'dash'
  | 'subject'
  | 'same-paragraph'
  | 'sentence-before'
  | 'subject-before'
  | 'continued'
  | 'paragraph-before'
  | 'transcript';

/** Who says a quotation, as words of one sentence. */
export interface Finding {
  sentence: Sentence;
  subject: Phrase;
  /** Unit range of the words of attribution, null where there are none. */
  cue: { from: number; to: number } | null;
  rule: Rule;
}

type Choice = Omit<Finding, 'sentence'>;

/**
 * The attribution of a quotation inside its own sentence, or null.
 * `at` is the unit index of the quotation, `last` the punctuation mark it ends with inside its marks.
 */
export function inSentence(sentence: Sentence, attributions: Attribution[], at: number, last: string): Finding | null {
  const { units } = sentence;
  const choice =
    rightAfter(units, attributions, at, last) ??
    namedBeforeColon(units, at) ??
    ownerBefore(units, attributions, at) ??
    betweenBeforeAndLater(units, attributions, at) ??
    dashAfter(units, at);
  if (choice === null) return null;
  return { sentence, ...choice, subject: described(units, choice) };
}

/** The subject with what describes it, up to the verb where that stands behind it. */
function described(units: Unit[], { subject, cue }: Choice): Phrase {
  if (cue === null || cue.from < subject.to) return extended(units, subject);
  let end = cue.from;
  while (end > subject.to && has(units[end - 1], is.adverb | is.auxiliary)) end--;
  const between = units.slice(subject.to, end);
  if (
    subject.kind !== 'nominal' ||
    between.length > 10 ||
    between.some((u) => u.kind !== 'word' || has(u, is.auxiliary | is.speech))
  )
    return subject;
  return { ...subject, to: end, nameFrom: end };
}

/** Without a verb of speech: the subject of the sentence, or null when it has none before the quotation. */
export function subjectOf(sentence: Sentence, at: number): Finding | null {
  const subject = mainSubject(sentence.units, 0, at);
  return subject === null ? null : { sentence, subject: extended(sentence.units, subject), cue: null, rule: 'subject' };
}

function choose({ from, to, subject }: Attribution, rule: Rule): Choice | null {
  return subject === null ? null : { subject, cue: { from, to }, rule };
}

/** `"…," Smith said`, `"…," said Smith`, `"…," according to Smith`. */
function rightAfter(units: Unit[], attributions: Attribution[], at: number, last: string): Choice | null {
  let next = at + 1;
  const comma = units[next]?.kind === 'point' && /[,—–―-]/u.test(units[next]?.text ?? '');
  if (comma) next++;
  while (
    !units[next]?.capital &&
    (has(units[next], is.adverb) || (has(units[next], is.auxiliary) && has(units[next + 1], is.speech)))
  )
    next++;
  const unit = units[next];
  if (!isWord(unit)) return null;
  const here = attributions.find((a) => a.from === next);
  if (here !== undefined && (here.form === 'inverted' || here.form === 'according')) return choose(here, here.form);
  const introduced = attributions.some(
    (a) => a.from < at && a.strong && a.subject !== null && isAdjacent(units, a.to, at),
  );
  if (has(unit, is.subordinator | is.preposition | is.coordinator)) return null;
  if (has(unit, is.ing) && !isNameWord(units, next)) return null;
  const speech = comma || (last !== '' && last !== ';' && last !== ':');
  if (!speech || (has(unit, is.relative) && unit.lower !== 'that')) return null;
  const following = attributions.find((a) => a.from > next && a.form !== 'according' && a.form !== 'participle');
  if (following === undefined || following.subject === null) return anyVerbAfter(units, at, next);
  if (units.slice(next, following.from).some((u) => u.kind === 'quotation')) return null;
  const { subject } = following;
  // What introduces the quotation and what closes the sentence after it can both name a speaker; the closing one governs.
  if (introduced && (last !== ',' || /[,:]/u.test(units[at - 1]?.text ?? '') || !closes(units, following))) return null;
  if (!following.strong && following.from - subject.to > 2) return null;
  if (
    subject.from >= next &&
    units.slice(next, subject.from).every((u) => u.kind === 'word' && !has(u, is.auxiliary | is.pronoun))
  ) {
    return choose(following, 'after');
  }
  const direct = phraseStartingAt(units, next, following.from);
  const listed = direct !== null && units[direct.to]?.text === ',' && direct.kind === 'name';
  return listed ? { subject: direct, cue: { from: following.from, to: following.to }, rule: 'after' } : null;
}

/** Nothing but a few words of circumstance after the verb of speech. */
function closes(units: Unit[], { to }: Attribution): boolean {
  const rest = units.slice(to);
  return (
    rest.length < 8 &&
    rest.every((u) => u.kind !== 'quotation' && u.lower !== 'that') &&
    !has(rest[0], is.determiner | is.pronoun | is.possessive)
  );
}

/** `"…," the mayor retaliated`: where the quotation begins the sentence, any verb of the past will do. */
function anyVerbAfter(units: Unit[], at: number, next: number): Choice | null {
  if (at > 0) return null;
  const subject = phraseStartingAt(units, next);
  if (subject === null) return null;
  let verb = subject.to;
  while (has(units[verb], is.adverb)) verb++;
  const past = has(units[verb], is.verb) && !has(units[verb], is.ing);
  return past ? { subject, cue: { from: verb, to: verb + 1 }, rule: 'after' } : null;
}

/** "More from Smith: “…”", "— The Daily Post: “…”": a name right before the colon, with no verb. */
function namedBeforeColon(units: Unit[], at: number): Choice | null {
  if (units[at - 1]?.text !== ':') return null;
  const phrase = phraseEndingAt(units, at - 2);
  if (phrase === null || phrase.kind === 'pronoun') return null;
  const before = units[phrase.from - 1];
  const opens = before === undefined || /^[—–―\-\])]$/u.test(before.text) || /^(?:from|by|via)$/u.test(before.lower);
  return opens ? { subject: phrase, cue: { from: at - 1, to: at }, rule: 'colon' } : null;
}

const speechNouns = new Set(
  `call calls claim claims promise promises pledge pledges demand demands comment comments remark remarks words statement message
  description assertion warning vow plea answer response argument insistence belief contention suggestion declaration accusation
  complaint charge slogan motto mantra refrain line cry denunciation dismissal characterization characterisation
  praise criticism critique assessment view prediction advice quip joke tweet tweets dictum admonition answer`.split(
    /\s+/u,
  ),
);

/** "the mayor's “…” remark", "her call for “…”", "his claim that “…”": the quotation belongs to an owner. */
function ownerBefore(units: Unit[], attributions: Attribution[], at: number): Choice | null {
  const spoken = attributions.some((a) => a.from < at && a.strong && !a.minor);
  let noun = -1;
  for (let k = at - 1; k >= 0 && k > at - 8; k--) {
    const unit = units[k];
    if (!isWord(unit)) {
      if (k === at - 1 && unit?.text === ',') continue;
      return null;
    }
    if (speechNouns.has(unit.lower) && noun < 0) {
      noun = k;
      continue;
    }
    const own = has(unit, is.possessive) && unit.lower !== 'whose';
    const owned = isNameWord(units, k) && isPossessive(unit);
    if (own || owned) {
      const named = speechNouns.has(units[at + 1]?.lower ?? '') && k === at - 1;
      if ((noun < 0 && !named) || (noun === at - 1 && spoken)) return null;
      return ownerAt(units, k, own);
    }
    const linking =
      noun < 0
        ? has(unit, is.preposition) || unit.lower === 'that'
        : !has(unit, is.preposition | is.auxiliary | is.speech);
    if (!linking) return null;
  }
  return null;
}

function ownerAt(units: Unit[], at: number, pronoun: boolean): Choice {
  let from = at;
  while (!pronoun && isNameWord(units, from - 1) && !isPossessive(units[from - 1] as Unit)) from--;
  return {
    subject: { from, to: at + 1, kind: pronoun ? 'pronoun' : 'name', nameFrom: from },
    cue: null,
    rule: 'owner',
  };
}

/** The best attribution to the left, or one to the right that governs the whole sentence. */
function betweenBeforeAndLater(units: Unit[], attributions: Attribution[], at: number): Choice | null {
  const before = bestBefore(units, attributions, at);
  const later = governingLater(units, attributions, at);
  const between = before === null ? [] : units.slice(before.to, at);
  const left = before?.subordinate === true && between.some((u) => u.kind !== 'word');
  const close = before !== null && ((before.strong && !left) || between.length < 4);
  if (before !== null && (later === null || (close && !before.minor))) {
    const rule =
      before.form === 'according'
        ? 'according'
        : before.strong && !before.minor && !before.subordinate
          ? 'before'
          : 'before-weak';
    return choose(outerSpeaker(attributions, before), rule);
  }
  return later === null ? null : choose(later, 'later');
}

function bestBefore(units: Unit[], attributions: Attribution[], at: number): Attribution | null {
  let best: Attribution | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  const colon = units[at - 1]?.text === ':';
  for (const attribution of attributions) {
    if (attribution.from >= at) break;
    if (attribution.subject === null) continue;
    const adjacent = isAdjacent(units, attribution.to, at);
    const between = units.slice(attribution.to, at);
    const left = attribution.subordinate && between.some((u) => u.kind === 'point' || u.kind === 'quotation');
    const restrictive = attribution.relative && units[(attribution.subject.relative ?? 0) - 1]?.text !== ',';
    const aside = attribution.minor || left || (restrictive && colon);
    let score = (attribution.strong ? 10 : 4) + (adjacent ? 5 : 0) - (aside ? 5 : 0);
    if (attribution.embedded) score -= 3;
    if (attribution.infinitive) score -= 2;
    const crossed = units.findLastIndex((u, index) => index < at && u.kind === 'quotation');
    const renewed =
      crossed > attribution.to && attributions.some((a) => a.from > crossed && a.from < at && a.subject !== null);
    if (renewed || isSpent(units, attribution, between)) score -= 7;
    if (score >= bestScore) {
      best = attribution;
      bestScore = score;
    }
  }
  return best;
}

/** An attribution of an earlier quotation, after which a new clause has begun. */
function isSpent(units: Unit[], { subject }: Attribution, between: Unit[]): boolean {
  if (subject === null || units[subject.from - 1]?.kind !== 'quotation' || between.length < 5) return false;
  return between.some((u, index) => u.text === ',' && has(between[index + 1], is.coordinator | is.subordinator));
}

// "called the bridge “…”", "described her as “…”": the object comes between the verb and the words.
const naming =
  /^(?:call|describ|dubb|label|brand|characteri|denounc|dismiss|condemn)(?:s|es|ed|ing|led|ling|z\w+|s\w+|e|ee?s)?$/u;

/** Nothing but commas, "that", articles and the like between the cue and the quotation. */
function isAdjacent(units: Unit[], from: number, at: number): boolean {
  if (at - from < 9 && naming.test(units[from - 1]?.lower ?? '')) {
    return units
      .slice(from, at)
      .every((u) => u.kind === 'word' && !has(u, is.speech | is.verb | is.relative | is.coordinator));
  }
  if (at - from > 3) return false;
  return units
    .slice(from, at)
    .every(
      (u) =>
        u.kind === 'point' ||
        /^(?:that|a|an|the|it|as|is|was|him|her|them|back|he|she|they|we)$/u.test(u.lower) ||
        has(u, is.adverb),
    );
}

/** "Smith said he believes “…”": the name that governs the sentence is the better proof than the pronoun inside it. */
function outerSpeaker(attributions: Attribution[], inner: Attribution): Attribution {
  if (inner.subject?.kind !== 'pronoun') return inner;
  const outer = attributions.findLast(
    (a) => a.from < inner.from && a.strong && a.subject !== null && a.subject.kind !== 'pronoun',
  );
  return outer !== undefined && (!inner.strong || inner.minor) && inner.subject.relative === undefined ? outer : inner;
}

/** `"…" was the word, Smith said.` */
function governingLater(units: Unit[], attributions: Attribution[], at: number): Attribution | null {
  const found = attributions.find(
    (a) => a.from > at && a.subject !== null && a.strong && !a.minor && a.form !== 'participle',
  );
  if (found === undefined || found.subject === null) return null;
  if (units.slice(at + 1, found.from).some((u) => u.text === ';')) return null;
  const start = Math.min(found.from, found.subject.from);
  const set = units[start - 1];
  return set?.text === ',' || set?.kind === 'quotation' || found.form === 'according' || start < at ? found : null;
}

/** `“…” — Jane Doe`, an attribution by a dash. */
function dashAfter(units: Unit[], at: number): Choice | null {
  const dash = units[at + 1];
  if (dash === undefined || !/^[—–―-]$/u.test(dash.text)) return null;
  const phrase = phraseStartingAt(units, at + 2);
  if (phrase === null || phrase.kind !== 'name') return null;
  const after = units[phrase.to];
  return after === undefined || after.kind === 'point'
    ? { subject: phrase, cue: { from: at + 1, to: at + 2 }, rule: 'dash' }
    : null;
}
