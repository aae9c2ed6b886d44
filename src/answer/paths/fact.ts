import type { Candidate } from '../../store/passages/source.ts';
import { tokensOf } from '../../text/terms.ts';
import { onThread } from '../../threads/cpu-threads.ts';
import { type Answer, type AskDeps, type AskQuery, answered, type Claim, nearest } from '../answer.ts';
import { newestReports } from '../built-in/changed-reports.ts';
import type { BuiltInAnswer } from '../built-in/extractive.ts';
import { answerInTime, isOutside } from '../built-in/in-time.ts';
import { joinNeighbours } from '../built-in/spoken.ts';
import { answerSpots } from '../question/answer-type.ts';
import type { Request } from '../question/read-request.ts';
import type { Scored } from '../rank/rank.ts';
import type { Found } from '../rank/search.ts';
import { reasonInWords } from '../verify/reasons.ts';
import { writeAnswer } from '../with-model/write-answer.ts';
import { claimsOf } from './as-claims.ts';
import { comparison } from './comparison.ts';
import { placesFor } from './where-to-look.ts';

const CHANGED_REPORTS = new URL('../built-in/changed-reports.ts', import.meta.url).href;

const NOT_FOUND = 'The language model found no answer in the articles; this is the built-in answer.';
/** A built-in answer that is right this probably is given although a model finds none. */
const CERTAIN = 0.75;
const NOT_HELD = "The language model's answer didn't match the articles; this is the built-in answer.";

/**
 * Answers a question of fact with claims and their source spans, or with what comes closest. A model, when there is one, writes from the
 * passages and every claim of it is checked; when it fails, the built-in answer is given with a plain word.
 */
export async function fact(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { window, question, focusOnly } = query.request;
  const compared = deps.model ? null : await comparison(deps, query);
  if (compared) return compared;
  const answer = await answerInTime(placesFor(deps, query), {
    ...query,
    question,
    window,
    maxChars: deps.maxChars,
    inThread: focusOnly,
  });
  const { passages } = answer.found;
  const dated = (told: Answer): Answer => {
    const published = datesOf(told.claims, passages);
    const outside = window !== null && isOutside(window, published);
    return { ...told, outside: outside ? newestOf(published) : null };
  };
  if (!deps.model || passages.length === 0) return dated(await fromBuiltIn(deps, query, answer, null));
  const written = await writeAnswer(deps, deps.model, query, answer.found);
  if (written.kind === 'failed') return dated(await fromBuiltIn(deps, query, answer, written.message));
  const { claims, missing, followUps } = written;
  const dropped = written.stopped.map(({ text, instead, reason, detail }) => ({
    text,
    instead,
    reason: reasonInWords(reason, detail),
  }));
  if (claims.length === 0) {
    const certain = answer.kind === 'answered' && answer.probable >= CERTAIN;
    const note = dropped.length > 0 ? NOT_HELD : certain ? NOT_FOUND : null;
    const builtIn = await fromBuiltIn(deps, query, answer, note);
    // A model that finds no answer is believed where the built-in one is unsure; what comes closest is shown all the same.
    return dated({
      ...(note === null ? { ...builtIn, ...asNearest(builtIn), by: 'model' as const, missing } : builtIn),
      dropped,
    });
  }
  return dated(answered({ by: 'model', claims, passages, dropped, missing, followUps }));
}

/** The claims with the words of the first that answer in bold: only where one thing in it is of the kind that was asked for. */
function marked({ question }: Request, [first, ...rest]: readonly Claim[]): Claim[] {
  if (!first) return [];
  const asked = new Set(tokensOf(question.text).map(({ term }) => term));
  const [bold, ...others] = answerSpots(question.expected, asked, first.text);
  return [bold && others.length === 0 ? { ...first, bold } : first, ...rest];
}

/** The same sentences, shown as what comes closest. */
function asNearest(answer: Answer): Pick<Answer, 'outcome' | 'claims' | 'earlier'> {
  const { outcome, claims } = nearest({ claims: answer.claims.slice(0, NEAREST) });
  return { outcome, claims, earlier: null };
}

const NEAREST = 3;

function datesOf(claims: readonly Claim[], passages: readonly Scored<Candidate>[]): (Date | null)[] {
  const cited = new Set(claims.flatMap((claim) => claim.spans.map((span) => span.revision)));
  return passages.flatMap(({ passage }) => (cited.has(passage.revision) ? [passage.published] : []));
}

async function fromBuiltIn(
  deps: AskDeps,
  { workspace, request }: AskQuery,
  answer: BuiltInAnswer,
  note: string | null,
): Promise<Answer> {
  const { passages } = answer.found;
  const noteWithReading = [note, readAs(answer.found)].filter((part) => part !== null).join(' ') || null;
  const spoken = passages.some(({ coverage }) => coverage > 0);
  if (answer.kind === 'answered' && request.focusOnly && !(request.isOwn && spoken))
    return nearest({
      claims: await claimsOf(deps.db, workspace, answer.sentences.slice(0, NEAREST)),
      passages,
      note: noteWithReading,
    });
  if (answer.kind === 'refused')
    return nearest({
      claims: await claimsOf(deps.db, workspace, answer.nearest),
      passages,
      note: [noteWithReading, unheardIn(answer.found)].filter((part) => part !== null).join(' ') || null,
    });
  const reported = await onThread(CHANGED_REPORTS, newestReports, { sentences: answer.sentences, passages });
  const claims = marked(request, await claimsOf(deps.db, workspace, joinNeighbours(reported.sentences)));
  const [earlier = null] = await claimsOf(deps.db, workspace, reported.earlier ? [reported.earlier] : []);
  return answered({ claims, earlier, passages, note: noteWithReading });
}

/** Which words of a question were taken for mistyped, as they are written in the articles that were found; null when none were. */
function readAs({ question, passages, respellings }: Found): string | null {
  const words = respellings.flatMap(({ term, meant }) => {
    const typed = wordFor(term, question.text);
    const read = passages.map(({ passage }) => wordFor(meant, `${passage.title} ${passage.text}`)).find(Boolean);
    return typed && read ? [`“${typed}” as “${read}”`] : [];
  });
  return words.length > 0 ? `I read ${words.join(' and ')}.` : null;
}

/** That no article has a name which the question asks about; null when all are known. */
function unheardIn({ unheard }: Found): string | null {
  return unheard.length > 0 ? `No article mentions ${unheard.map((name) => `“${name}”`).join(' or ')}.` : null;
}

/** The first word of a text that has this term. */
function wordFor(term: string, text: string): string | undefined {
  const token = tokensOf(text).find((one) => one.term === term);
  return token && text.slice(token.start, token.end).replace(/['’]s$/, '');
}

function newestOf(published: readonly (Date | null)[]): Date | null {
  const times = published.flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
