import { isStopWord, tokensOf } from '../../text/terms.ts';
import type { EarlierTurn } from './conversation.ts';
import { saidQuestion } from './said-by.ts';

const CORRECTION =
  /^(?:(?:no|nope|nah|wrong|sorry|oops|actually|not that(?: one)?|hmm+|er+m?|not (?:him|her|it|them|those|these)|my bad)[\s,.!–—-]+)*(?:(?:i (?:meant|mean|was asking about|am asking about|was talking about)|what i (?:meant|mean) (?:was|is)|make (?:that|it)|rather|i said)[\s,:]+(?<meant>.+)|(?<also>.+?) (?:i (?:meant|mean)|rather))$/i;
const NOT_BUT = /^(?:no[\s,]+)?not (?:the )?(?<not>[^,]{2,60}),? (?:but|, ?)\s*(?<but>.+)$/i;
const LEAD =
  /^(?:and|or|but|so|also|then|what about|how about|and (?:what|how) about|what of|same (?:question )?for|(?:and )?the same for)\s+/i;
const QUESTION_WORD = /\b(?:who|whom|whose|what|when|where|which|why|how|wh(?:o|at|en|ere)'?s|hows|wat)\b/i;
/** A question in another language than English takes nothing from an English one: one that begins with a word that asks, or in other letters. */
const OTHER_LANGUAGE =
  /^¿?(?:wann|wer|wen|wem|wo|wohin|woher|warum|wieso|weshalb|wie|wieviele?|welche[rsnm]?|quand|qui|que|qu[’']est-ce|quoi|où|pourquoi|comment|combien|quel(?:le)?s?|est-ce|quién|qué|cuándo|cuánt[oa]s?|cómo|cuál(?:es)?|dónde|por (?:qué|que)|quando|quanto|quanti|quale|quali|quem|dove|onde|perché|chi|come|como|wanneer|waar|waarom|hoe|när|vem|varför|hvor|hvem|hvornår|milloin|mitä|missä|kuka|miksi|kiedy|gdzie|kto|dlaczego|kdy|kde|kdo|proč|nerede|neden|mikor|miért|cât|când|unde) \S|[\p{L}--\p{sc=Latin}]/iv;
const VERB =
  /^(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must|tell|give|show|list|name|find|explain|compare|let|please|stop|thank|thanks|i|we|you|it|he|she|they|that's|it's)\b/i;
const PREPOSITION =
  /^(?:in|on|at|for|from|with|about|by|of|to|against|under|over|during|after|before|since|among|between|within|back in)\b/i;
const CLAUSE = /^(?:if|when|because|unless|once|while|although)\b/i;
/** Not at the start of a sentence, where everything has a capital. */
const NAME = /(?<=[\p{L}\d,;:'")] )\p{Lu}[\p{L}\p{N}'&.-]*(?: (?:of |the |and |& )?\p{Lu}[\p{L}\p{N}'&.-]*)*/gu;
const AUXILIARY = /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|wil|would|should|may|might|must)\s+/i;
/** Ends the words behind an auxiliary that name what is asked about. */
const ENDS_SUBJECT =
  /^(?:in|on|at|for|from|with|about|by|of|to|against|than|since|after|before|during|as|and|or|this|last|next|now|when|if|because|going|gone|been|being|have|be|get|got|cost|costs|make|made|say|said|do|does|did|not|ever|still|\w+ed|\w+ing)$/i;
const SHORT = 6;
/** "The one in New York", "the guy from EDF": another of the same kind. */
const ONE = /^the (?:other )?(?:one|ones|guy|guys) (?<which>(?:in|from|of|at|on|who|that|with|for) .+)$/i;

/** What a correction ("no, I meant the spokesman") puts in the place of what was asked; null when it is none. */
export function correctionIn(message: string): string | null {
  const asked = message.replace(/[\s?!.]+$/, '').trim();
  const { meant, also } = CORRECTION.exec(asked)?.groups ?? {};
  const { but } = NOT_BUT.exec(asked)?.groups ?? {};
  const put = (meant ?? also ?? but)?.replace(/^(?:no|sorry|oops)[\s,]+(?:(?:no|sorry)[\s,]+)*/i, '').trim();
  return put && /[\p{L}\p{N}]/u.test(put) ? put : null;
}

/** What a message without a verb of its own ("and butter?", "in Denmark?") puts in the place of something in the question before; null when it stands on its own. */
export function fragmentIn(message: string): string | null {
  const asked = message.replace(/[\s?!.]+$/, '').trim();
  const bare = asked.replace(LEAD, '');
  const led = bare !== asked;
  if (!led && !/\?\s*$/.test(message)) return null;
  if (OTHER_LANGUAGE.test(bare)) return null;
  if (CLAUSE.test(bare)) return led ? bare : null;
  const words = bare.split(/\s+/);
  if (bare === '' || words.length > SHORT || VERB.test(bare) || QUESTION_WORD.test(bare)) return null;
  if (
    words
      .slice(1)
      .some((word) => /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)$/i.test(word))
  )
    return null;
  return bare;
}

/** Only a question word and little else ("why?", "against who?", "which currencies?"): the rest is what was asked before. */
export function isBareQuestion(message: string): boolean {
  const words = tokensOf(message).map(({ start, end }) => message.slice(start, end));
  return (
    words.length <= 3 &&
    QUESTION_WORD.test(message) &&
    words.filter((word) => !isStopWord(word.toLowerCase())).length <= 1
  );
}

/** The question before with `put` in the place of what it is instead of: a name for a name, "in Denmark" for "in the US". */
export function withInstead(last: Pick<EarlierTurn, 'asked'>, put: string): string {
  const asked = last.asked.replace(/[\s?!.]+$/, '');
  if (QUESTION_WORD.test(put.split(/\s+/)[0] ?? '')) return put;
  if (CLAUSE.test(put)) return `${asked} ${put}`;
  const preposition = PREPOSITION.exec(put)?.[0].replace(/^back /i, '');
  if (preposition) {
    const same = new RegExp(
      `\\b${preposition} (?:(?!\\b(?:in|on|at|for|from|with|about|by|of|to|so far|now)\\b).)+`,
      'i',
    );
    return same.test(asked) ? asked.replace(same, `${put} `).trim() : `${asked} ${put}`;
  }
  const said = saidQuestion(asked);
  if (said) {
    const which = ONE.exec(put)?.groups?.which;
    const role = said.speaker.replace(/ (?:of|from|in|at) .+$/i, '');
    return asked.replace(new RegExp(`(?:the )?${RegExp.escape(said.speaker)}`), which ? `the ${role} ${which}` : put);
  }
  const other = ONE.exec(put)?.groups?.which;
  if (other) return asked.replace(/\b(the \S+)(?: (?:in|from|of|at|on) (?:the |that )?\S+)?/i, `$1 ${other}`);
  const names = [...asked.matchAll(NAME)];
  if (/^\p{Lu}/u.test(put) && names.length > 0) {
    const [name] = names;
    return name ? asked.slice(0, name.index) + put + asked.slice(name.index + name[0].length) : put;
  }
  if (/\b(?:their|his|her|its)\b/i.test(asked)) {
    const whose = /^the /i.test(put) && /\bthe \S+$/i.test(asked);
    return whose ? asked.replace(/\bthe \S+$/i, put) : asked.replace(/\b(?:their|his|her|its)\b/i, `${put}'s`);
  }
  return withSubject(asked, put) ?? `${asked} ${put}`;
}

/** With `put` as what the question asks about: "how much dearer are eggs in shops", "butter". */
function withSubject(asked: string, put: string): string | null {
  const auxiliary = AUXILIARY.exec(asked);
  if (!auxiliary) return null;
  const from = auxiliary.index + auxiliary[0].length;
  const words = asked.slice(from).split(' ');
  let count = /^(?:the|a|an)$/i.test(words[0] ?? '') ? 1 : 0;
  while (count < words.length && count < 4 && !ENDS_SUBJECT.test(words[count] ?? '')) count++;
  return count === 0 ? null : [asked.slice(0, from) + put, ...words.slice(count)].join(' ');
}

const THINGS =
  /\b(?:it|its|(?:this|these)(?! (?:days?|weeks?|weekend|months?|years?|season|summer|winter|spring|autumn|fall|morning|afternoon|evening|time|century|decade)\b)|that|those|there|the same|then|such|one|ones|here)\b/i;
const PEOPLE = /\b(?:he|him|his|she|her|hers|they|them|their|theirs|himself|herself|themselves)\b/i;
/** "The CEO", "the plan": known from what was talked of, unless more words say which. */
const DEFINITE =
  /\bthe (?!(?:us|uk|eu|un|usa|fbi|cia|fda|nba|nfl|world|world cup|super bowl|oscars|pope|queen|king|president)\b)[a-z]+\b(?! (?:of|in|on|at|for|that|who|which|from|between|about)\b)/;
const FEW = 3;

/**
 * Whether a question leaves to the thread what it is about: `surely` by a pronoun or for want of words of its own ("and what did he say?"),
 * `perhaps` by "the plan" or few words, which may as well be a new subject in lower case ("what is ford planning").
 */
export function pointsBack(written: string): 'surely' | 'perhaps' | 'no' {
  const question = withoutOwnPronouns(written);
  const content = contentOf(question);
  const named = [...question.matchAll(NAME)].length > 0;
  if (content.length === 0 || PEOPLE.test(question)) return 'surely';
  if (named && content.length >= FEW) return 'no';
  if (THINGS.test(question)) return 'surely';
  return content.length < FEW || (!named && DEFINITE.test(question)) ? 'perhaps' : 'no';
}

const ONE_PERSON = /\b(?:he|him|his|she|her|hers|himself|herself)\b/i;

/** The pronoun by which a question speaks of somebody whom it doesn't name ("what did he say?"); null when it names everybody. */
export function unnamedPerson(question: string): string | null {
  const rest = withoutOwnPronouns(question);
  const pronoun = ONE_PERSON.exec(rest);
  if (!pronoun || [...rest.matchAll(NAME)].length > 0) return null;
  return contentOf(rest.slice(0, pronoun.index)).length < BEFORE_PRONOUN ? pronoun[0].toLowerCase() : null;
}

/** A pronoun of possession before its noun, and one in a second question behind "and". */
const OWN_PRONOUN =
  /\b(?:his|her|its|their)(?= \p{L})|(?<=\band (?:who|what|when|where|why|how)\b.*)\b(?:it|he|him|she|her|they|them)\b/giu;
/** Words of its own before such a pronoun from which on it stands for them. */
const BEFORE_PRONOUN = 2;

/** A question without the pronouns that stand for what it says itself: "what did Ada Holt say in her speech", "when is the race and who is it for". */
function withoutOwnPronouns(question: string): string {
  return question.replace(OWN_PRONOUN, (pronoun, at: number) =>
    contentOf(question.slice(0, at)).length >= BEFORE_PRONOUN ? '' : pronoun,
  );
}

function contentOf(text: string): string[] {
  return tokensOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((word) => !isStopWord(word.toLowerCase()));
}
