import type { Queries } from '../../store/database.ts';
import { saidIn } from '../../store/quotes/spoken-words.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import type { Claim } from '../answer.ts';
import type { AnswerSentence } from '../built-in/extractive.ts';
import { withSpeakers } from '../built-in/spoken.ts';

/** Sentences of articles as claims: words of somebody in marks, with who said them where that is certain. */
export async function claimsOf(
  db: Queries,
  workspace: WorkspaceId,
  sentences: readonly AnswerSentence[],
): Promise<Claim[]> {
  const spoken = await saidIn(db, workspace, sentences);
  return sentences.map((sentence) => {
    const { article, revision, start, end, also } = sentence;
    return { text: withSpeakers(sentence, spoken), spans: [{ article, revision, start, end }, ...also] };
  });
}
