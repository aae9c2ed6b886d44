import type { ArticleText } from '../../store/passages/source.ts';
import { isGivenName } from '../../text/given-names.ts';
import { isTitle, TITLES } from '../../text/lists/titles.ts';
import { foldLetters } from '../../text/same-words.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { isStatement } from '../../text/statement.ts';
import { type Answer, type AskDeps, type AskQuery, answered, type Claim, nearest, type SpanOf } from '../answer.ts';
import { analyseQuestion } from '../question/question.ts';
import { personMeant } from '../question/who-is-meant.ts';
import { searchPassages } from '../rank/search.ts';
import { fact } from './fact.ts';
import { placesFor } from './where-to-look.ts';

const ARTICLES = 6;
const SENTENCES = 400;
const MOST = 2;
/** A sentence that introduces so much less plainly than the best one is left out. */
const LESS_PLAIN = 0.8;
const OPENING = 1_000;
/** A sentence that introduces somebody scores at least this; what only names them does not say who they are. */
const INTRODUCES = 2;
/** A shorter last name is a word like any other: "Un" of "Kim Jong Un". */
const LEAST_SURNAME = 3;

/**
 * "Who is Rosa Timm?", "What is NATO?": the sentences in which articles introduce a name ("Rosa Timm, who leads the opposition, …", "the
 * opposition leader Rosa Timm"), the plainest first. When none does, it is asked as a question of fact.
 */
export async function identity(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const subject = nameAskedFor(query);
  if (subject === null) return fact(deps, query);
  for (const place of placesFor(deps, query)) {
    const { passages } = await searchPassages(place, {
      question: analyseQuestion(`who is ${subject}`),
      asOf: query.asOf,
      workspace: query.workspace,
      since: query.since,
      publisher: query.publisher,
    });
    const revisions = [...new Set(passages.map(({ passage }) => passage.revision))].slice(0, ARTICLES);
    const texts = await place.texts(revisions, query.workspace);
    const introduction = introductionsOf(subject);
    const named = wholeName(subject);
    const rated = revisions.flatMap((revision, rank) => {
      const found = texts.find((one) => one.revision === revision);
      return found
        ? introductionsIn(found, introduction, named).map((one) => ({ ...one, score: one.score - rank * 0.1 }))
        : [];
    });
    const best = rated.sort((a, b) => b.score - a.score);
    const plain = best.filter(({ score }) => score > (best[0]?.score ?? 0) - LESS_PLAIN);
    const claims = [...new Map(plain.map(({ claim }) => [claim.text, claim])).values()].slice(0, MOST);
    if (claims.length > 0) return answered({ claims, passages });
    const opening = openingAbout(subject, texts);
    if (opening) return answered({ claims: [opening], passages });
  }
  return unlessOfAnother(subject, await fact(deps, query));
}

/** An answer about somebody of a given name and a surname that none of its sentences has is only the closest. */
function unlessOfAnother(subject: string, answer: Answer): Answer {
  const words = nameWords(subject);
  const isPerson = words.length > 1 && words.length < 4 && isGivenName(subject.split(/\s+/).at(-words.length) ?? '');
  const named = wholeName(subject);
  if (answer.outcome !== 'answered' || !isPerson || answer.claims.some(({ text }) => named(text))) return answer;
  return { ...answer, ...nearest({ claims: answer.claims, passages: answer.passages, note: answer.note }) };
}

/** The sentences of an article that introduce somebody; in the text order the first is the likeliest to. */
function introductionsIn(
  { article, revision, title, text }: ArticleText,
  introduction: (sentence: string) => number,
  named: (text: string) => boolean,
): { score: number; claim: Claim }[] {
  // An article that never gives the whole name may speak of somebody else who is called so.
  if (!named(`${title}\n${text}`)) return [];
  return sentencesOf(text)
    .slice(0, SENTENCES)
    .flatMap(({ start, end }, place) => {
      const sentence = text.slice(start, end);
      const score = isStatement(sentence) ? introduction(sentence) + 1 / (4 + place) : 0;
      const span: SpanOf = { article, revision, start, end };
      return score >= INTRODUCES ? [{ score, claim: { text: sentence, spans: [span] } }] : [];
    });
}

/**
 * How an article whose headline begins with the name ("Rosa Timm: the mayor who …") opens: nobody introduces those whom the headline has
 * introduced. Null when there is none.
 */
function openingAbout(subject: string, texts: readonly ArticleText[]): Claim | null {
  const begins = new RegExp(`^[^\\p{L}]*(?:who (?:is|was) )?${RegExp.escape(foldLetters(subject))}\\b`, 'iu');
  const about = texts.find(({ title }) => subject.includes(' ') && begins.test(foldLetters(title)));
  if (!about) return null;
  const { article, revision, text } = about;
  const opening = sentencesOf(text.slice(0, OPENING)).find(({ start, end }) => isStatement(text.slice(start, end)));
  return opening
    ? {
        text: text.slice(opening.start, opening.end),
        spans: [{ article, revision, start: opening.start, end: opening.end }],
      }
    : null;
}

/** What may stand between the words of a name: “Pete” of “Pedro “Pete” Lund” has marks. */
const BETWEEN = String.raw`["”’')]?\s+["“‘'(]?`;

/** Whether a text gives a name whole, perhaps with a middle name; of a title and a name, the name is enough. */
function wholeName(subject: string): (text: string) => boolean {
  const named = nameWords(subject);
  const form = new RegExp(
    `\\b${named.map((word) => RegExp.escape(word)).join(`${BETWEEN}(?:\\p{Lu}[\\p{L}.]*${BETWEEN})?`)}\\b`,
    'iu',
  );
  return (text) => form.test(foldLetters(text));
}

/** The words of a name, folded, without the titles before it. */
function nameWords(subject: string): string[] {
  const words = foldLetters(subject).split(/\s+/);
  const first = words.findIndex((word) => !isTitle(word.toLowerCase()));
  return words.slice(Math.max(0, first));
}

/** The name that is asked about; a pronoun stands for whom, or what, the last question or answer named. */
function nameAskedFor({ request }: AskQuery): string | null {
  const { subject, before } = request;
  if (!/^(?:he|she|they|it|that|this)$/i.test(subject))
    return subject === '' ? null : subject.replace(/^(?:the|an?) /i, '');
  if (before === null) return null;
  const [named] =
    /(?<=[\p{L},;:’'"“] )\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)*/u.exec(`${before.asked} ${before.answer}`) ?? [];
  return (/^(?:it|that|this)$/i.test(subject) ? null : personMeant(subject, before)) ?? named ?? null;
}

/** How plainly a sentence says who or what a name is. The patterns are made once: hundreds of sentences are read for a name. */
function introductionsOf(subject: string): (sentence: string) => number {
  const words = nameWords(subject);
  const last = words.at(-1) ?? '';
  const whole = formsOf(words.map((word) => RegExp.escape(word)).join(BETWEEN));
  const surname = last.length >= LEAST_SURNAME ? formsOf(RegExp.escape(last)) : null;
  return (sentence) => {
    const text = foldLetters(sentence);
    const isWhole = whole.named.test(text);
    const name = isWhole ? whole : surname?.named.test(text) ? surname : null;
    if (name === null) return isShortFor(sentence, subject) ? INTRODUCES + 1 : 0;
    const full = isWhole && words.length > 1 ? WHOLE : 0;
    const at = name.forms.findIndex((form) => form.test(text));
    if (at < 0) return 0.5 + full;
    const found = name.named.exec(text);
    const heard = isQuoted(text, found ? found.index + found[0].length : 0) ? HEARD : 0;
    return INTRODUCES + full + (name.forms.length - at) * 0.1 - heard;
  };
}

const WHOLE = 1;
/** What somebody says of a person doesn't introduce them. */
const HEARD = 3;

function isQuoted(text: string, at: number): boolean {
  const marks = (mark: RegExp) => text.slice(0, at).match(mark)?.length ?? 0;
  return marks(/“/g) > marks(/”/g) || marks(/"/g) % 2 === 1;
}

const TITLE_FORM = [...TITLES.keys()].map((title) => RegExp.escape(title)).join('|');

/** Where a name stands, and the forms that introduce it, the plainest first. */
function formsOf(name: string): { named: RegExp; forms: RegExp[] } {
  const titled = `\\b(?:${TITLE_FORM})\\.? (?:(?!and |or |of )[a-z.'-]+ )?${name}\\b`;
  const forms = [
    // A surname alone is introduced best by what stands before it.
    ...(name.includes('\\s') ? [] : [titled]),
    `\\b${name}\\b,? (?:is|was|are|were) (?:an?|the|one of|[a-z'-]+'s)\\b`,
    `\\b${name}\\b,? \\d{1,3}?,? ?(?:who|an?|the|whose|which|its|his|her|formerly|[a-z]+ of)\\b`,
    `\\b${name}\\b, (?:(?:who|whose|which|an?|the|formerly|now)\\b|(?![a-z]+ing\\b)[a-z'-]+ ?(?:[a-z'-]+ )?(?:of|at|for|in|and|with)\\b)`,
    `\\b(?:an?|the|its|their|[a-z]+['’]s?) (?:[a-z'’-]+ ){0,5}[a-z-]+, ${name}\\b`,
    `\\b(?:an?|the|former|longtime|veteran|[a-z]+(?:'s|ist|er|or|man|woman|ess|ent|ant|ary|ief|ian|cher|tor)) ${name}\\b`,
    titled,
    `\\b${name}\\b (?:has been|was|is|becomes|became|has become) (?:named|appointed|elected|chosen|(?:the|an?|[a-z]+['’]s) )`,
    `\\b${name}\\b \\((?:an?|the|[A-Z])`,
    `, ${name}, `,
  ];
  return { named: new RegExp(`\\b${name}\\b`), forms: forms.map((form) => new RegExp(form, 'i')) };
}

/** Whether a sentence spells out an abbreviation: "Korean Central News Agency" for KCNA. */
function isShortFor(sentence: string, short: string): boolean {
  if (!/^\p{Lu}{2,6}$/u.test(short)) return false;
  const runs = sentence.match(/\p{Lu}[\p{L}-]+(?: (?:of |the |for |and )?\p{Lu}[\p{L}-]+)+/gu) ?? [];
  return runs.some((run) => (run.match(/(?<!\p{L})\p{Lu}/gu) ?? []).join('').includes(short));
}
