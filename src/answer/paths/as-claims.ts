import { articlesById } from '../../store/articles/articles.ts';
import type { Queries } from '../../store/database.ts';
import { speakersAgree } from '../../store/quotes/quote-copies.ts';
import { findQuotes } from '../../store/quotes/quote-lookup.ts';
import { type Said, saidIn } from '../../store/quotes/spoken-words.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { isGivenName } from '../../text/given-names.ts';
import type { Claim } from '../answer.ts';
import type { AnswerSentence } from '../built-in/extractive.ts';
import { withSpeakers } from '../built-in/spoken.ts';

/** Sentences of articles as claims: words of somebody in marks, with who said them where that is certain. */
export async function claimsOf(
  db: Queries,
  workspace: WorkspaceId,
  sentences: readonly AnswerSentence[],
): Promise<Claim[]> {
  const spoken = await certain(db, workspace, sentences, await saidIn(db, workspace, sentences));
  return sentences.map((sentence) => {
    const { article, revision, start, end, also } = sentence;
    return { text: withSpeakers(sentence, spoken), spans: [{ article, revision, start, end }, ...also] };
  });
}

/** The quotations without the speakers whom their sentence does not name and who are not plain from what stands before it, or whom another article contradicts. */
async function certain(
  db: Queries,
  workspace: WorkspaceId,
  sentences: readonly AnswerSentence[],
  spoken: readonly Said[],
): Promise<Said[]> {
  const isOpen = (said: Said) =>
    said.speaker !== null &&
    !sentences.some(
      ({ revision, start, end, text }) =>
        revision === said.revision &&
        start < said.end &&
        end > said.start &&
        text.includes(surnameOf(said.speaker ?? '')),
    );
  const open = spoken.filter(isOpen);
  if (open.length === 0) return [...spoken];
  const articles = await articlesById(db, workspace, [...new Set(sentences.map(({ article }) => article))]);
  const sure = await Promise.all(
    open.map(async (said) => {
      const text = articles.find(({ revision }) => revision === said.revision)?.text ?? '';
      const isSure =
        isNamedLast(text.slice(Math.max(0, said.start - BEFORE), said.start), said.speaker ?? '') &&
        (await othersAgree(db, workspace, text.slice(said.start, said.end), said.speaker ?? ''));
      return isSure ? said : null;
    }),
  );
  return spoken.map((said) => (isOpen(said) && !sure.includes(said) ? { ...said, speaker: null } : said));
}

/** Characters before a quotation in which its speaker must be the person named last. */
const BEFORE = 400;
const PERSON = /\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}'’-]+)+/gu;

function isNamedLast(before: string, speaker: string): boolean {
  const surname = surnameOf(speaker);
  const at = before.lastIndexOf(surname);
  if (at < 0) return false;
  return [...before.matchAll(PERSON)].every(
    ({ 0: name, index }) => name.includes(surname) || index < at || !isGivenName(name.split(' ')[0] ?? ''),
  );
}

const TELLING_WORDS = 5;
const WORDS_LOOKED_UP = 10;
const COPIES = 10;

/** Whether every other print of the same words names the same speaker, or none. */
async function othersAgree(db: Queries, workspace: WorkspaceId, words: string, speaker: string): Promise<boolean> {
  const phrase = words.match(/[\p{L}\p{N}'’-]+/gu)?.slice(0, WORDS_LOOKED_UP) ?? [];
  if (phrase.length < TELLING_WORDS) return true;
  const { quotes } = await findQuotes(db, workspace, { text: `"${phrase.join(' ')}"` }, { limit: COPIES, offset: 0 });
  return quotes.every((one) =>
    [one, ...one.also, ...one.otherWordings].every((copy) => speakersAgree(copy.speaker, speaker)),
  );
}

function surnameOf(speaker: string): string {
  return speaker.trim().split(/\s+/).at(-1) ?? '';
}
