import { refusesToSpeak } from '../../text/lists/speech-verbs.ts';
import { headNoun } from '../people/descriptions.ts';
import type { Attribution } from './attribution.ts';
import { is } from './lexicon.ts';
import { mainSubject } from './main-subject.ts';
import { has, isNameWord, isPossessive, isWord } from './name-words.ts';
import { isNoun } from './noun-or-verb.ts';
import { participleSubject, passiveAgent } from './participles.ts';
import { type Phrase, phraseEndingAt, phraseStartingAt } from './phrases.ts';
import { sourceAt } from './sources.ts';
import { subjectBefore } from './subjects.ts';
import type { Unit } from './units.ts';

// Weak verbs that also follow a quotation with their subject behind them: "agrees Jane Doe".
const invertedAlso =
  /^(?:agree[sd]|remember(?:s|ed)|began|question(?:s|ed)|press(?:es|ed)|offer(?:s|ed)|boom(?:s|ed)|react(?:s|ed)|laugh(?:s|ed)|smile[sd]|grin(?:s|ned)|thunder(?:s|ed)|explode[sd]|continue[sd])$/u;

const plain = { minor: false, subordinate: false, infinitive: false, relative: false, embedded: false };

const be = new Set('is was were are be been being'.split(' '));

const modals = new Set('would could should must may might can will'.split(' '));

/** The attributions in a sentence from left to right. */
export function attributionsIn(units: Unit[]): Attribution[] {
  const found: Attribution[] = [];
  for (let at = 0; at < units.length; at++) {
    const attribution = attributionAt(units, at, found);
    if (attribution !== null) found.push(attribution);
  }
  return found;
}

function attributionAt(units: Unit[], at: number, earlier: Attribution[]): Attribution | null {
  const unit = units[at];
  if (!isWord(unit)) return null;
  const source = sourceAt(units, at);
  if (source !== null) return source;
  if (!has(unit, is.speech | is.weakSpeech) || /^(?:including|meaning)$/u.test(unit.lower)) return null;
  // "Schools can continue “…”": permission to do something isn't speech.
  if (
    !has(unit, is.speech) &&
    has(unit, is.bare) &&
    /^(?:can|may|must|should)$/u.test(beforeAdverbs(units, at)?.lower ?? '')
  )
    return null;
  if (unit.capital && isNameWord(units, at) && !(/ed$/u.test(unit.text) && units[at - 1]?.text === ',')) return null;
  if (isNoun(units, at)) return null;
  const quoted = /^(?:quot|cit)(?:e[sd]?|ing)$/u.test(unit.lower) ? quotedSpeaker(units, at) : null;
  if (quoted !== null) return { from: at, to: at + 1, subject: quoted, form: 'before', strong: true, ...plain };
  const strong = has(unit, is.speech);
  const witnessed = witnessedSpeaker(units, at);
  if (witnessed !== null)
    return { from: at, to: at + 1, subject: witnessed, form: 'before', strong, ...plain, embedded: true };
  if (has(unit, is.ing) && !be.has(beforeAdverbs(units, at)?.lower ?? '')) {
    return {
      from: at,
      to: at + 1,
      subject: participleSubject(units, at, earlier),
      form: 'participle',
      strong,
      ...plain,
    };
  }
  const behind = canInvert(units, at)
    ? phraseStartingAt(units, skipAdverbs(units, isPhrasal(units, at) ? at + 2 : at + 1))
    : null;
  const silent = behind !== null && !followsQuotation(units, at) && !canSpeak(units, behind);
  const inverted = behind !== null && (silent || beginsClause(units, behind)) ? null : behind;
  if (
    inverted !== null &&
    inverted.kind !== 'pronoun' &&
    (strong ||
      isPhrasal(units, at) ||
      (invertedAlso.test(unit.lower) && inverted.kind === 'name' && followsQuotation(units, at)))
  )
    return {
      from: at,
      to: at + 1,
      subject: inverted,
      form: 'inverted',
      strong,
      ...plain,
    };
  if (be.has(beforeAdverbs(units, at)?.lower ?? '') && isPastForm(unit)) {
    const agent = passiveAgent(units, at);
    if (agent !== null && canSpeak(units, agent))
      return {
        from: at,
        to: at + 1,
        subject: agent,
        form: 'before',
        strong: false,
        ...plain,
      };
    // "She was said to be “…”": by others.
    if (unit.lower === 'said' && units[at + 1]?.lower === 'to' && /^(?:be|have)$/u.test(units[at + 2]?.lower ?? ''))
      return null;
    // Who was asked said nothing yet.
    if (unit.lower !== 'quoted' && unit.lower !== 'said') return null;
  }
  if (isNamed(units, at)) return null;
  // "rules announced by the port"
  if (isPastForm(unit) && units[at + 1]?.lower === 'by') {
    const agent = phraseStartingAt(units, at + 2);
    // "Hale said by phone": she said it, whatever by.
    if (agent !== null && canSpeak(units, agent))
      return {
        from: at,
        to: at + 1,
        subject: agent,
        form: at === 0 ? 'participle' : 'before',
        strong: false,
        ...plain,
      };
    if (!/^(?:said|told|added|wrote|explained|insisted|recalled|replied)$/u.test(unit.lower)) return null;
  }
  // "Asked about it, the mayor said": a participle at the start has the subject of the clause after it.
  if (opensByParticiple(units, at) && isPastForm(unit)) {
    return {
      from: at,
      to: at + 1,
      subject: mainSubject(units, at, units.length),
      form: 'participle',
      strong: false,
      ...plain,
    };
  }
  if (units[at - 1]?.lower === 'to' && refusesToSpeak(units[at - 2]?.lower ?? '')) return null;
  const subject = sharedSpeaker(units, at, earlier) ?? subjectBefore(units, at);
  if (subject === null) return null;
  const relative = subject.relative !== undefined;
  const opener = units[subject.from - 1];
  const subordinate = has(opener, is.subordinator) && opener?.lower !== 'as' && opener?.lower !== 'that';
  const modal = has(unit, is.bare) && modals.has(beforeAdverbs(units, at)?.lower ?? '');
  return {
    from: at,
    to: at + 1,
    subject,
    form: 'before',
    strong,
    minor: modal,
    subordinate,
    infinitive: units[at - 1]?.lower === 'to',
    relative,
    embedded: isEmbedded(units, subject, at, earlier),
  };
}

/** "the three, dubbed the “Denby Three,” left": what others call them, where the verb has nobody behind it whom it names. */
function isNamed(units: Unit[], at: number): boolean {
  let next = at + 1;
  while (has(units[next], is.determiner)) next++;
  if (units[next]?.kind !== 'quotation') return false;
  // "the law, which critics dubbed “Gate”"
  const named = units.slice(Math.max(0, at - 8), at).some(({ lower }) => /^(?:which|whom|what|that)$/u.test(lower));
  return !named && /^(?:dubbed|nicknamed|branded|termed)$/u.test(units[at]?.lower ?? '');
}

/** "Reuters quoted Ana Reis as saying", "Reis was quoted as saying": who is quoted, or null. */
export function quotedSpeaker(units: Unit[], verb: number): Phrase | null {
  for (let at = verb + 1; at < verb + 12 && isWord(units[at]); at++) {
    // "quoted Ana Reis saying"
    if (
      !isSaidBare(units, verb, at) &&
      (units[at]?.lower !== 'as' ||
        !/^(?:saying|telling|writing|having|declaring|calling)$/u.test(units[at + 1]?.lower ?? ''))
    )
      continue;
    if (at > verb + 1) return phraseEndingAt(units, at - 1, verb + 1);
    return be.has(beforeAdverbs(units, verb)?.lower ?? '') ? subjectBefore(units, verb) : null;
  }
  return null;
}

/** "quoted Ana Reis saying", where "an old Irish saying" is a noun. */
function isSaidBare(units: Unit[], verb: number, at: number): boolean {
  if (at < verb + 2 || !/^(?:saying|telling)$/u.test(units[at]?.lower ?? '')) return false;
  const quoted = phraseEndingAt(units, at - 1, verb + 1);
  return quoted !== null && (quoted.kind === 'pronoun' || (quoted.kind === 'name' && quoted.from === quoted.nameFrom));
}

/** "recalled Jane Doe telling him", "heard the pilot say": whose words somebody else remembers, or null. */
function witnessedSpeaker(units: Unit[], verb: number): Phrase | null {
  if (!has(units[verb], is.ing | is.bare)) return null;
  const phrase = phraseEndingAt(units, verb - 1);
  if (phrase === null || phrase.kind === 'pronoun') return null;
  return /^(?:recall(?:s|ed)|remember(?:s|ed)|heard|hears)$/u.test(units[phrase.from - 1]?.lower ?? '') ? phrase : null;
}

const plurals =
  /^(?:jokes|comments|remarks|claims|questions|demands|calls|charges|requests|signals|shouts|chants|posts|labels|brands)$/u;

/** "Asked about it, …", "Having called it “…”, …" at the start of a sentence. */
function opensByParticiple(units: Unit[], at: number): boolean {
  return at === 0 || (at === 1 && units[0]?.lower === 'having');
}

function isPastForm(unit: Unit): boolean {
  return /(?:ed|told|said|written|quoted|read|known|shown)$/u.test(unit.lower);
}

/** "points out the owner", "fires back the mayor". */
function isPhrasal(units: Unit[], at: number): boolean {
  return (
    /^(?:points?|pointed|fire[sd]|shoots|shot|hits?|sounds|sounded|chime[sd]|throws|writes|calls|cries|cried)$/u.test(
      units[at]?.lower ?? '',
    ) && /^(?:out|back|in|off|up)$/u.test(units[at + 1]?.lower ?? '')
  );
}

function isOutlet(units: Unit[], subject: Phrase | null): boolean {
  return subject?.kind === 'name' && units.slice(subject.nameFrom, subject.to).some((unit) => has(unit, is.outlet));
}

/** No conjunction and no new clause between an attribution and the subject of the next: that one is inside it. */
function isEmbedded(units: Unit[], subject: Phrase, verb: number, earlier: Attribution[]): boolean {
  const outer = earlier.findLast((a) => a.strong && a.to <= subject.from);
  if (outer === undefined || subject.to > verb || outer.subject?.from === subject.from) return false;
  // "The Times reported that Olsen said": who carried it is not who said it.
  if (isOutlet(units, outer.subject) && has(units[verb], is.speech)) return false;
  if (subject.relative !== undefined && units[subject.relative - 1]?.text === ',') return false;
  return units
    .slice(outer.to, subject.from)
    .every((u) => u.kind === 'word' && (!has(u, is.coordinator | is.subordinator) || u.lower === 'that'));
}

/** "Smith said the roads were clear but added": the one who said the first says the second. */
function sharedSpeaker(units: Unit[], at: number, earlier: Attribution[]): Phrase | null {
  let left = at - 1;
  while (left > 0 && (has(units[left], is.adverb | is.auxiliary) || /^(?:went|on|to)$/u.test(units[left]?.lower ?? '')))
    left--;
  if (!has(units[left], is.coordinator)) return null;
  return (
    earlier.findLast((a) => a.strong && !a.embedded && !a.infinitive && !a.subordinate && a.form !== 'according')
      ?.subject ?? null
  );
}

function beforeAdverbs(units: Unit[], at: number): Unit | undefined {
  let k = at - 1;
  while (k >= 0 && has(units[k], is.adverb)) k--;
  return units[k];
}

function skipAdverbs(units: Unit[], from: number): number {
  let at = from;
  while (has(units[at], is.adverb) && !units[at]?.capital) at++;
  return at;
}

/** A verb right after a quotation or a comma, or at the start, with its subject behind it: "said the minister". */
function canInvert(units: Unit[], at: number): boolean {
  const verb = units[at];
  // "Having denounced Cole", "“Gate” jokes are old"
  if (units[at - 1]?.lower === 'having') return false;
  // "accused him of “…,” quoted Jan Berg and left": who is quoted stands behind.
  if (/^(?:quot|cit)(?:e[sd]?|ing)$/u.test(verb?.lower ?? '')) return false;
  if (plurals.test(verb?.lower ?? '') && units[at - 1]?.kind === 'quotation') return false;
  if ((has(verb, is.bare) && verb?.lower !== 'read') || /^tell(?:s|ing)$|^told$/u.test(verb?.lower ?? '')) return false;
  let left = at - 1;
  while (has(units[left], is.auxiliary)) left--;
  const before = units[left];
  if (before === undefined || before.kind === 'quotation') return !interrupts(units, at);
  if (before.text === ',' || /^[—–―]$/u.test(before.text)) {
    const quoted = units[left - 1]?.kind === 'quotation';
    return quoted ? !interrupts(units, at) : plainSaying.test(units[at]?.lower ?? '') && endsAfterPhrase(units, at + 1);
  }
  return before.lower === 'as' || before.lower === 'so';
}

/** True when the quotation before the verb stands in a relative clause, whose head is then the subject. */
function interrupts(units: Unit[], at: number): boolean {
  // "she “of course” says yes"
  if (/^(?:he|she|they|we|I)$/u.test(units[at - 2]?.text ?? '') && units[at - 1]?.kind === 'quotation') return true;
  for (let k = at - 1; k >= 0 && k > at - 20; k--) {
    const unit = units[k];
    if (unit?.text === ',') return has(units[k + 1], is.relative) && k + 2 < at && units[k + 1]?.lower !== 'that';
  }
  return false;
}

// Other verbs after a comma have an object behind them: "the mayor, who praised the plan, …".
const plainSaying =
  /^(?:says?|said|writes|wrote|notes|noted|reports|reported|argues|argued|explains|explained|adds|added|recalls|recalled|continued|asks|warns|insists)$/u;

/** A name, or something with the noun of a person, a body or a document. */
function canSpeak(units: Unit[], phrase: Phrase): boolean {
  return phrase.kind === 'name' || headNoun(units, phrase) !== null;
}

function followsQuotation(units: Unit[], at: number): boolean {
  return units[units[at - 1]?.text === ',' ? at - 2 : at - 1]?.kind === 'quotation';
}

/** "said the mayor was late", "said those who came were late": what follows the verb is a clause, not its subject. */
function beginsClause(units: Unit[], { to, kind }: Phrase): boolean {
  let next = to;
  while (has(units[next], is.adverb)) next++;
  if (has(units[next], is.auxiliary)) return !/^(?:having|being|been|not)$/u.test(units[next]?.lower ?? '');
  if (kind !== 'nominal' || units[next]?.lower !== 'who') return false;
  const point = units.findIndex((unit, index) => index > next && unit.kind !== 'word');
  return units.slice(next + 2, point < 0 ? units.length : point).some((unit) => has(unit, is.auxiliary));
}

function endsAfterPhrase(units: Unit[], from: number): boolean {
  const phrase = phraseStartingAt(units, from);
  if (phrase === null || phrase.kind === 'pronoun' || isPossessive(units[phrase.to - 1] as Unit)) return false;
  const after = units[phrase.to];
  if (has(units[phrase.from], is.possessive) && after?.lower === 'to') return false;
  // "said the administration's plan to send troops is “…”": a clause with a verb of its own.
  for (let at = phrase.to; at < units.length && isWord(units[at]) && !has(units[at], is.relative); at++)
    if (has(units[at], is.auxiliary)) return false;
  return (
    after === undefined ||
    after.kind === 'point' ||
    has(after, is.preposition | is.relative | is.adverb) ||
    (has(after, is.time) && after.capital)
  );
}
