import type { ArticleText } from '../../store/passages/source.ts';
import { genderOfGivenName, isGivenName } from '../../text/given-names.ts';
import { foldLetters } from '../../text/same-words.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { isStatement } from '../../text/statement.ts';
import { type Answer, type AskDeps, type AskQuery, answered, type Claim, type SpanOf } from '../answer.ts';
import { analyseQuestion } from '../question/question.ts';
import { searchPassages } from '../rank/search.ts';
import { fact } from './fact.ts';
import { placesFor } from './where-to-look.ts';

const ARTICLES = 6;
const SENTENCES = 400;
const MOST = 2;
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
    const rated = revisions.flatMap((revision, rank) => {
      const found = texts.find((one) => one.revision === revision);
      return found
        ? introductionsIn(found, introduction).map((one) => ({ ...one, score: one.score - rank * 0.1 }))
        : [];
    });
    const best = rated.sort((a, b) => b.score - a.score);
    const claims = [...new Map(best.map(({ claim }) => [claim.text, claim])).values()].slice(0, MOST);
    if (claims.length > 0) return answered({ claims, passages });
  }
  return fact(deps, query);
}

/** The sentences of an article that introduce somebody; in the text order the first is the likeliest to. */
function introductionsIn(
  { article, revision, text }: ArticleText,
  introduction: (sentence: string) => number,
): { score: number; claim: Claim }[] {
  return sentencesOf(text)
    .slice(0, SENTENCES)
    .flatMap(({ start, end }) => {
      const sentence = text.slice(start, end);
      const score = isStatement(sentence) ? introduction(sentence) : 0;
      const span: SpanOf = { article, revision, start, end };
      return score >= INTRODUCES ? [{ score, claim: { text: sentence, spans: [span] } }] : [];
    });
}

/** The name that is asked about; a pronoun stands for the person whom the last question or answer named last. */
function nameAskedFor({ request }: AskQuery): string | null {
  const { subject, before } = request;
  if (!/^(?:he|she|they|it|that|this)$/i.test(subject))
    return subject === '' ? null : subject.replace(/^(?:the|an?) /i, '');
  const named = [
    ...`${before?.asked ?? ''} ${before?.answer ?? ''}`.matchAll(
      /(?<=[\p{L},;:’'"“] )\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)*/gu,
    ),
  ];
  const people = named.map(([name]) => name).filter((name) => isGivenName(name.split(' ')[0] ?? ''));
  const gender = { he: 'm', she: 'f' }[subject.toLowerCase()] ?? null;
  const fitting = people.filter(
    (name) => gender === null || genderOfGivenName(name.split(' ')[0] ?? '') !== other(gender),
  );
  return (fitting.length > 0 ? fitting : named.map(([name]) => name)).at(0) ?? null;
}

function other(gender: string): string {
  return gender === 'm' ? 'f' : 'm';
}

/** How plainly a sentence says who or what a name is. The patterns are made once: hundreds of sentences are read for a name. */
function introductionsOf(subject: string): (sentence: string) => number {
  const words = foldLetters(subject).split(/\s+/);
  const last = words.at(-1) ?? '';
  const whole = formsOf(words.map((word) => RegExp.escape(word)).join('\\s+'));
  const surname = last.length >= LEAST_SURNAME ? formsOf(RegExp.escape(last)) : null;
  return (sentence) => {
    const text = foldLetters(sentence);
    const isWhole = whole.named.test(text);
    const name = isWhole ? whole : surname?.named.test(text) ? surname : null;
    if (name === null) return isShortFor(sentence, subject) ? INTRODUCES + 1 : 0;
    const full = isWhole && words.length > 1 ? 0.5 : 0;
    const at = name.forms.findIndex((form) => form.test(text));
    return at < 0 ? 0.5 + full : INTRODUCES + full + (name.forms.length - at) * 0.1;
  };
}

/** Where a name stands, and the forms that introduce it, the plainest first. */
function formsOf(name: string): { named: RegExp; forms: RegExp[] } {
  const forms = [
    `\\b${name}\\b,? (?:is|was|are|were) (?:an?|the|one of|[a-z'-]+'s)\\b`,
    `\\b${name}\\b,? \\d{1,3}?,? ?(?:who|an?|the|whose|which|its|his|her|formerly|[a-z]+ of)\\b`,
    `\\b${name}\\b, (?:(?:who|whose|which|an?|the|formerly|now)\\b|[a-z'-]+ ?(?:[a-z'-]+ )?(?:of|at|for|in|and|with)\\b)`,
    `\\b(?:an?|the|its|their|[a-z]+['’]s?) (?:[a-z'’-]+ ){0,5}[a-z-]+, ${name}\\b`,
    `\\b(?:an?|the|former|longtime|veteran|[a-z]+(?:'s|ist|er|or|man|woman|ess|ent|ant|ary|ief|ian|cher|tor)) ${name}\\b`,
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
