import { SPEECH_VERBS } from '../../text/lists/speech-verbs.ts';
import { readWords } from '../../text/terms.ts';
import { type Answer, type AskDeps, type AskQuery, answered } from '../answer.ts';
import type { AnswerSentence } from '../built-in/extractive.ts';
import { analyseQuestion } from '../question/question.ts';
import type { SaidQuestion } from '../question/said-by.ts';
import { evidenceSentences } from '../rank/evidence-sentences.ts';
import { claimsOf } from './as-claims.ts';
import { placesFor } from './where-to-look.ts';

const MOST = 2;
/** A further sentence may be this much less likely than the best. */
const WORTH = 2.5;
/** Share of the subject's words that must stand in the sentence or the headline. */
const ABOUT = 0.5;
const SAYS = SPEECH_VERBS.filter(({ reports, judges }) => reports || judges)
  .flatMap(({ forms }) => forms)
  .join('|');

/**
 * What articles report somebody to have said in their own words ("Timm said the bridge would stay shut", "Timm faulted the council"), for whom no quotation on the
 * subject is stored; null when no sentence has the speaker as the one who says it.
 */
export async function reportedWords(
  deps: AskDeps,
  query: AskQuery,
  { speaker, about }: SaidQuestion,
): Promise<Answer | null> {
  const says = saying(speaker);
  const name = nameOf(speaker).toLowerCase();
  const subject = analyseQuestion(about).terms.map(({ term }) => term);
  const isAbout = (text: string) => {
    const read = new Set(readWords(text).terms);
    return subject.filter((term) => read.has(term)).length >= ABOUT * subject.length;
  };
  for (const place of placesFor(deps, query)) {
    const articles = await evidenceSentences(place, { ...query, question: query.request.question });
    const said = articles
      .flatMap(({ article, revision, title, sentences }) =>
        sentences
          // The pattern is slow, and most sentences don't have the name.
          .filter(({ text }) => text.toLowerCase().includes(name) && says.test(text) && isAbout(`${title} ${text}`))
          .map((one): AnswerSentence & { score: number } => ({ ...one, article, revision, also: [] })),
      )
      .sort((a, b) => b.score - a.score);
    const [best] = said;
    if (!best) continue;
    const sentences = said.filter(({ score }) => score >= best.score - WORTH).slice(0, MOST);
    return answered({ claims: await claimsOf(deps.db, query.workspace, sentences) });
  }
  return null;
}

/** A speaker right before a verb of speech, with at most a short aside between them, or behind "according to". */
function saying(speaker: string): RegExp {
  const name = RegExp.escape(nameOf(speaker));
  const called = /^\p{Lu}/u.test(speaker) ? `${name}(?:['’]s (?:\\p{L}+ ){1,3})?` : name;
  return new RegExp(
    `(?<!\\p{L})${called}(?:, [^,.]{2,60},)?,? (?:also |later |has |had |have |once )?(?:${SAYS})\\b|\\baccording to (?:the )?${name}(?!\\p{L})`,
    /^\p{Lu}/u.test(speaker) ? 'u' : 'iu',
  );
}

function nameOf(speaker: string): string {
  return speaker.replace(/^(?:the|an?) /i, '');
}
