import { findQuotes } from '../../store/quotes/quote-lookup.ts';
import { quotedPlaces } from '../../store/quotes/spoken-words.ts';
import { type Answer, type AskDeps, type AskQuery, answered, nearest } from '../answer.ts';
import { isOutside } from '../built-in/in-time.ts';
import { analyseQuestion } from '../question/question.ts';
import { contentWords, type SaidQuestion, wordsOn } from '../question/said-by.ts';
import { claimsOf } from './as-claims.ts';
import { fact } from './fact.ts';
import { reportedWords } from './reported.ts';

/**
 * Who asks what somebody said gets their stored words, those that the thread is about first, then those of the time asked about. A name that
 * nobody stored goes by is never changed in silence: the question is answered as one of fact, with a word on whom it may mean.
 */
export async function words(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { said, window, focus, story, focusOnly } = query.request;
  if (said === null) return fact(deps, query);
  if (said.quotes) {
    const listed = await listOfQuotes(deps, query, said);
    if (listed) return listed;
  }
  const about = contentWords(said.about);
  const since = query.since ?? null;
  const look = (time: { since: Date | null; until: Date | null }) =>
    quotedPlaces(deps.db, query.workspace, said.speaker, about, { ...time, source: query.publisher });
  const within = window?.only ? await look({ since: window.since, until: window.until }) : null;
  const found = within && within.places.length > 0 ? within : await look({ since, until: null });
  if (found.respelled !== null) {
    const note = `The stored articles quote no one called “${said.speaker}”. Did you mean ${found.respelled}?`;
    const offered = query.request.asked.replace(said.speaker, found.respelled);
    return { ...noted(note, await fact(deps, query)), followUps: [offered] };
  }
  const near = [focus, story].map((ids) => found.places.filter(({ article }) => ids.includes(article)));
  const places = near.find((one) => one.length > 0) ?? (focusOnly ? [] : found.places);
  if (places.length === 0) {
    const note = said.quotes ? `The stored articles quote no words of ${said.speaker}.` : null;
    const reported = await reportedWords(deps, query, said);
    if (reported) return noted(note, reported);
    const answer = naming(said.speaker, await fact(deps, query));
    // Any words of that person would have done, and there are none: what stands near the name isn't an answer.
    const anyWords = said.about === '' && IS_NAME.test(said.speaker) && answer.by === 'built-in';
    return noted(note, anyWords && answer.outcome === 'answered' ? closest(answer) : answer);
  }
  const { frequencies } = await deps.stored.search({
    question: analyseQuestion(said.about),
    asOf: query.asOf,
    workspace: query.workspace,
    since: null,
    until: null,
    publisher: null,
    limit: 1,
  });
  const sentences = wordsOn(said.about, places, frequencies, deps.maxChars);
  if (sentences.length === 0) return (await reportedWords(deps, query, said)) ?? fact(deps, query);
  const published = sentences.map((sentence) => sentence.published);
  const newest = Math.max(...published.map((at) => at?.getTime() ?? 0));
  const outside = window !== null && isOutside(window, published) && newest > 0 ? new Date(newest) : null;
  return answered({ claims: await claimsOf(deps.db, query.workspace, sentences), outside });
}

/** "Rosa Timm", and no role: "CEO", "the mayor". */
const IS_NAME = /^\p{Lu}[’']?\p{L}*\p{Ll}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*)*$/u;
const MOST_QUOTES = 10;

/** The quotations of somebody, newest first; null when there are none. */
async function listOfQuotes(
  deps: AskDeps,
  { workspace, request, since, publisher }: AskQuery,
  { speaker, about }: SaidQuestion,
): Promise<Answer | null> {
  const time = request.window?.only ? request.window : null;
  const {
    quotes,
    total,
    respelled,
    nearest: partly,
  } = await findQuotes(
    deps.db,
    workspace,
    {
      speaker,
      text: about || undefined,
      source: publisher,
      since: since ?? time?.since ?? undefined,
      until: time?.until ?? undefined,
    },
    { limit: MOST_QUOTES, offset: 0 },
  );
  if (quotes.length === 0 || respelled || partly) return null;
  const rest = total > quotes.length ? `, the newest ${quotes.length} of ${total}` : '';
  return answered({ lead: `Quotations from ${quotes[0]?.speaker ?? speaker}${rest}:`, quotes });
}

function noted(note: string | null, answer: Answer): Answer {
  return { ...answer, note: [note, answer.note].filter(Boolean).join('\n') || null };
}

function closest({ claims, note, passages }: Answer): Answer {
  return nearest({ claims: claims.slice(0, NEAREST), note, passages });
}

const NEAREST = 3;

/** What answers a question for somebody's words names them: for "Jane", a sentence about "Jan. 11" is beside the point. */
function naming(speaker: string, answer: Answer): Answer {
  const names = speaker.match(/\p{Lu}[\p{L}’'-]+/gu) ?? [];
  const said = new Set(answer.claims.flatMap(({ text }) => text.match(/\p{L}[\p{L}’'-]*/gu) ?? []));
  const named = names.some((name) => said.has(name) || said.has(`${name}’s`) || said.has(`${name}'s`));
  if (names.length === 0 || named || answer.outcome === 'nothing') return answer;
  return nearest({ note: answer.note, passages: answer.passages });
}
