import { isGivenName } from '../../text/given-names.ts';
import { CASED_CUES, CHINESE_SURNAMES, UNCASED_TITLES } from '../../text/lists/plain-cues.ts';
import type { Cut, Quote, Speaker } from '../quote.ts';

/** Who says a quotation by a cue that stands right beside it, with the words of the cue. */
export interface PlainlySaid {
  speaker: Speaker;
  cue: Cut;
}

/** Fewer characters than that around the words name nobody; the rest is English. */
const LEAST = 6;
const ENGLISH = /\b(?:the|and|said|says|with|from)\b/u;
/** Characters looked at on each side of a quotation. */
const NEAR = 160;
const PARTICLES = 'de|da|do|dos|das|di|del|della|van|von|der|den|ten|ter|bin|al|el|la|af|av';
const NAME = `\\p{Lu}[\\p{L}’'-]+(?: (?:(?:${PARTICLES}) )*(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}’'-]+)){0,3}`;
const ARTICLE = /^(?:o|a|os|as|il|lo|la|l[’']|i|gli|le|de|het|een|um|uma|un|una|den|det) ?(?=\S)/u;
const WORD = `\\p{Ll}[\\p{L}’'-]*`;
const OPENING = `[«“"„「『‹]`;

interface Pattern {
  side: 'before' | 'after';
  form: RegExp;
  /** Where the verb stands behind the words and the name in front of them: what must be found there. */
  closing?: RegExp;
  /** Whether the groups name somebody who can be shown. */
  fits: (groups: Record<string, string | undefined>) => boolean;
}

/**
 * Who says the words at a span of a text in a language that the reader has no grammar for, where cue and name stand right beside them:
 * Italian, Portuguese, Dutch, Russian, Swedish, Turkish, Chinese, Japanese, Korean, Arabic and Hindi. Null where it is not that plain.
 */
export function plainlySaid(text: string, { start, end }: Pick<Quote, 'start' | 'end'>): PlainlySaid | null {
  const from = Math.max(start - NEAR, text.lastIndexOf('\n', start - 1) + 1);
  const line = text.indexOf('\n', end);
  const before = text.slice(from, start);
  const after = text.slice(end, Math.min(end + NEAR, line < 0 ? text.length : line));
  if (before.length + after.length < LEAST || ENGLISH.test(before) || ENGLISH.test(after)) return null;
  for (const { side, form, closing, fits } of OTHER_SCRIPTS.test(before) ? PATTERNS : LATIN_AND_CYRILLIC) {
    const [part, offset] = side === 'before' ? [before, from] : [after, end];
    const match = form.exec(part);
    const { name, role = '' } = match?.groups ?? {};
    const indices = match?.indices?.groups;
    if (match === null || name === undefined || !indices?.name || !fits({ name, role })) continue;
    const closes = closing ? closing.exec(after) : null;
    if (closing && closes === null) continue;
    const said = closes?.indices?.groups?.cue ?? indices.cue;
    if (said === undefined) continue;
    const base = closes ? end : offset;
    const at = (span: [number, number], zero: number): Cut => ({
      start: zero + span[0],
      end: zero + span[1],
      text: text.slice(zero + span[0], zero + span[1]),
    });
    const mention = at(indices.name, offset);
    return {
      speaker: { name: name.trim(), kind: 'person', mention, role: roleOf(role) },
      cue: at(said, base),
    };
  }
  return null;
}

function roleOf(words: string): string | null {
  const role = words.trim().replace(ARTICLE, '');
  return role === '' ? null : role;
}

const anyone = () => true;
const TURKISH_OFFICES = 'Başkanı|Bakanı|Müdürü|Sözcüsü|Vekili|Milletvekili|Valisi';
const officeOnly = new RegExp(`(?:^| )(?:${TURKISH_OFFICES}|Sekreteri)$`, 'u');
const LATIN_AND_CYRILLIC: Pattern[] = [
  ...Object.entries(CASED_CUES).flatMap(([language, cues]) => cased(language, cues)),
  turkish(),
];
const PATTERNS: Pattern[] = [...LATIN_AND_CYRILLIC, ...uncased()];
// From Arabic to the last of the scripts below, without the dashes and quotation marks of all of them.
const OTHER_SCRIPTS = /[\u0600-\u1fff\u2e80-\uffff]/;

function cased(language: string, { after, before, links }: (typeof CASED_CUES)['it']): Pattern[] {
  const link = new RegExp(`(?:^| )(?:${links})$`, 'iu');
  // "мэр Нижнего Новгорода": what a name declined belongs to does not speak.
  const declined = /^\S+(?:ого|его|ой|ей|ых|их|ии|ы|и)(?: |$)/u;
  const fits = ({ name = '', role = '' }: Record<string, string | undefined>) => {
    if (link.test(role.trim()) || /\p{Lu}{2}/u.test(name)) return false;
    if (language === 'ru' && role.trim() !== '' && declined.test(name)) return false;
    return role.trim() === '' || name.includes(' ');
  };
  const listener = `(?:(?:à|ao|alla|al|a|aan|tegen|till|til) ${NAME} )?`;
  const verb = `^[»”"“’]?[,.]?(?: ?[—–-])? (?<cue>${after}) ${listener}`;
  const ends = `(?=[,.;:!?»”)]|$| ${WORD})`;
  return [
    {
      side: 'after',
      form: new RegExp(`${verb}(?<role>${WORD}(?: [\\p{L}’'-]+){0,7}), (?<name>${NAME})${ends}`, 'du'),
      fits: ({ name = '' }) => name.includes(' '),
    },
    { side: 'after', form: new RegExp(`${verb}(?<role>(?:${WORD} ){0,5})(?<name>${NAME})${ends}`, 'du'), fits },
    {
      side: 'before',
      form: new RegExp(
        `(?:^|[.!?»”"] )(?<role>(?:[\\p{Lu}]?${WORD} ){0,4}?)(?<name>${NAME}) (?<cue>${before}):? ${OPENING}$`,
        'du',
      ),
      // "Ieri Mancini ha detto", "Poi ha detto": the first word of a sentence is capitalised anyway.
      fits: (groups) => fits(groups) && (groups.role?.trim() !== '' || isGivenName(groups.name?.split(' ')[0] ?? '')),
    },
  ];
}

function uncased(): Pattern[] {
  const { zh, ja, ko } = UNCASED_TITLES;
  const ends = '(?:^|[。！？；，、：”」』\\s])';
  return [
    {
      side: 'before',
      form: new RegExp(
        `${ends}(?<role>[\\p{sc=Han}]{0,12}?(?:${zh})|)(?<name>[${CHINESE_SURNAMES}][\\p{sc=Han}]{1,2}|[\\p{sc=Han}]{1,5}(?:·[\\p{sc=Han}]{1,6}){1,2})(?<cue>(?:周[一二三四五六日]|今天|日前|随后|在会上)?(?:表示|指出|强调|強調|写道|说|說|称|稱|认为|認為|回应|解释说|补充说))[：:，,]?[“「"『]$`,
        'du',
      ),
      // "警察对市长李明说": who is spoken to.
      fits: ({ name = '', role = '' }) => !/[没不未否曾据的了在]/u.test(name) && !/[对向给与和跟對給與]/u.test(role),
    },
    {
      side: 'before',
      form: new RegExp(
        `${ends}(?<name>[\\p{sc=Han}\\p{sc=Katakana}ー・]{2,12}?(?:${ja}))(?<cue>は|が)、?(?:[\\p{sc=Han}\\p{sc=Hiragana}\\d]{0,12}、)?[「『]$`,
        'du',
      ),
      closing:
        /^[」』](?<cue>(?:など)?と(?:述べ|語っ|話し|説明し|強調し|指摘し|訴え|コメントし|批判し|言っ|明らかにし)(?:た|ている)(?!な))/du,
      fits: anyone,
    },
    {
      side: 'before',
      form: new RegExp(
        `(?:^|\\s)(?<name>[\\p{sc=Hangul}]{2,4} (?:[\\p{sc=Hangul}]{1,6} ){0,2}[\\p{sc=Hangul}]{0,6}?(?:${ko}))(?<cue>은|는|이|가) (?:[\\p{sc=Hangul}\\d]{1,8} ){0,3}["“]$`,
        'du',
      ),
      closing:
        /^["”](?<cue>(?:이?라고|이?라며|고|며|면서)(?: [\p{sc=Hangul}]{1,6})? ?(?:말했|밝혔|전했|강조했|설명했|덧붙였|주장했|지적했|답했|썼)다)/du,
      fits: anyone,
    },
    {
      side: 'before',
      form: /(?:^|[.!؟،] ?)(?<cue>(?:و|ف)?(?:قال|قالت|أكد|أكدت|صرح|صرحت|أضاف|أضافت|أعلن|كتب|أوضح)) (?<name>(?!(?:إن|أن|في|خلال|على|عن|لـ|له)\s)[\p{sc=Arabic}]{2,}(?: (?!(?:إن|أن|في|خلال|أمام|على|عن|بعد|قبل|له)[\s:])[\p{sc=Arabic}]{2,}){1,4})(?: (?:في|خلال|أمام)(?: [\p{sc=Arabic}]+){1,5})?\s?:\s?[«“"]$/du,
      fits: anyone,
    },
    {
      side: 'before',
      form: /(?:^|[।.!?] )(?<name>[\p{sc=Devanagari}]+(?: [\p{sc=Devanagari}]+){1,4}) ने (?:(?!नहीं)[\p{sc=Devanagari}]+ ){0,2}(?<cue>कहा|बताया|लिखा|जोड़ा)(?: कि)?[,:]? ?[“"'‘]$/du,
      fits: ({ name = '' }) => !/(?:^| )(?:और|या|नहीं|उन्होंने)(?: |$)/u.test(name),
    },
  ];
}

function turkish(): Pattern {
  return {
    side: 'before',
    form: new RegExp(
      `(?:^|[.!?] )(?<role>(?:\\p{Lu}[\\p{L}’'-]* ){0,4}(?:${TURKISH_OFFICES}|Genel Sekreteri) )?(?<name>\\p{Lu}\\p{L}+(?: \\p{Lu}[\\p{L}.]+){1,2})(?<cue>,) [“"]$`,
      'du',
    ),
    closing:
      /^[”"],? (?<cue>dedi|diye konuştu|şeklinde konuştu|ifadelerini kullandı|ifadesini kullandı|diye yazdı|açıklamasını yaptı)(?!\p{L})/du,
    fits: ({ name = '' }) => !officeOnly.test(name),
  };
}
