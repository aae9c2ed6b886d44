import { capital, outside } from './fair-changes.ts';
import { type Change, pick } from './verify-drafts.ts';

const QUOTED = /["“]([^"“”]{20,300})["”]/;
const WORDS = ['yellow', 'bicycle', 'penguin', 'secretly', 'millionaire', 'orchestra'];

/** Claims about what somebody said that is not what they said: invented, altered, cut, or told as a fact. */
export const SPEECH: Record<string, Change> = {
  'invented quotation': (sentence, random) =>
    `${sentence.replace(/[.]?["”]?$/, '')}, adding “we never wanted ${pick(WORDS, random)} here.”`,
  'altered word in a quotation': (sentence, random) => {
    const words = QUOTED.exec(sentence)?.[1];
    if (words === undefined) return null;
    const list = words.split(' ');
    list[1 + Math.floor(random() * (list.length - 2))] = pick(WORDS, random) ?? '';
    return sentence.replace(words, () => list.join(' '));
  },
  'marks around prose': (sentence) => (/["“”]/.test(sentence) ? null : `“${sentence.slice(0, -1)},” officials said.`),
  'quotation cut to its opposite': (sentence) => {
    const words = QUOTED.exec(sentence)?.[1];
    const cut = words && /\b(?:not|never|no|n[’']t|hardly|without)\b ?(?:\w+ed )?(.{12,})$/.exec(words)?.[1];
    return words && cut && !/\b(?:not|never|but)\b/.test(cut) ? sentence.replace(words, () => cut) : null;
  },
  'condition cut from a quotation': (sentence) => {
    const words = QUOTED.exec(sentence)?.[1];
    const cut = words && /^(.{12,}?),? (?:if|unless|but|only if|until|except) .{8,}$/.exec(words)?.[1];
    return words && cut ? sentence.replace(words, () => cut) : null;
  },
  'what somebody says told as a fact': (sentence) => {
    const said = /^[“"]([^"”“]{30,}?)[,.]["”] (?:\p{Lu}?[\p{L}.]+ ){0,4}(?:said|says)\b[^"“”]*$/u.exec(sentence)?.[1];
    return said === undefined || /\b(?:I|we|my|our|me|us|you|your)\b/i.test(said) ? null : `${said}.`;
  },
  'attribution dropped': (sentence) => {
    const found =
      /^([^"“”]{30,}), (?:(?:\p{L}+ ){0,4}(?:said|says)|according to [^,"“”]{3,60}|(?:said|says) [^,"“”]{3,60})\.$/u.exec(
        sentence,
      )?.[1] ??
      /^(?:\p{Lu}\p{L}+ ){1,3}(?:said|says|claimed|alleged) (?:that )?([^"“”]{30,})\.$/u.exec(sentence)?.[1] ??
      /^(?:According to [^,"“”]{3,60}), ([^"“”]{30,})\.$/u.exec(sentence)?.[1];
    return found === undefined ? null : `${capital(found)}.`;
  },
  'allegation told as a fact': (sentence) =>
    outside(sentence, (text) =>
      text
        .replace(/ (?:is|was|were|are|has been|had been) (?:accused|suspected) of (\p{L}+ing)\b/u, ' admitted $1')
        .replace(/ (?:allegedly|reportedly|apparently|supposedly)(?= )/, '')
        .replace(/\b(an?|the) (?:alleged|suspected|accused) /, '$1 '),
    ),
  'hedge made certain': (sentence) =>
    outside(sentence, (text) =>
      text
        .replace(/\b(?:may|might|could|would|should)\b(?= \p{Ll})(?! not)/u, 'will')
        .replace(/ (?:probably|possibly|perhaps|likely)(?= \p{Ll})/u, ''),
    ),
  'plan told as done': (sentence) =>
    outside(sentence, (text) =>
      text
        .replace(
          /\b(?:plans|planned|hopes|hoped|wants|wanted|agreed|decided|promised|vowed|threatened|offered|tried|attempted|sought|refused) to (\p{L}{3,}[bcdfghklmnprtw])\b/u,
          '$1ed',
        )
        .replace(
          /\b(?:will|is expected to|are expected to|is set to) (start|open|end|join|launch|visit|attend|play|return|help|work|end)\b/,
          '$1ed',
        ),
    ),
  'question told as a fact': (_sentence, random, _others, text) => {
    const question = pick(
      [...text.matchAll(/(?<=[.!?] )(Did|Was|Is|Were|Are|Will|Can|Has) ((?:the |\p{Lu})[^.!?"“”]{25,120})\?/gu)],
      random,
    );
    const [, first, rest] = question ?? [];
    if (first === undefined || rest === undefined) return null;
    const words = rest.split(' ');
    const subject = /^(?:the|The)$/.test(words[0] ?? '') ? 2 : 1;
    return capital(`${words.slice(0, subject).join(' ')} ${first.toLowerCase()} ${words.slice(subject).join(' ')}.`);
  },
};
