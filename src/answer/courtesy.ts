import { holdings } from '../store/articles/articles.ts';
import type { Queries } from '../store/database.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { dayOf } from './paths/last-answer.ts';
import type { CourtesyKind } from './question/kinds.ts';

const SOURCES = 5;

/** The short word that a message without a question gets. */
export async function courtesy(kind: CourtesyKind, db: Queries, workspace: WorkspaceId): Promise<string> {
  switch (kind) {
    case 'greeting':
      return "Hello! Ask me about the news I have read, or say “what's new?”.";
    case 'thanks':
      return "You're welcome.";
    case 'farewell':
      return 'Goodbye!';
    case 'nod':
      return '👍';
    case 'stop':
      return "All right, I'll keep quiet until someone asks me again, by a mention or in a direct message.";
    case 'bot':
      return [
        "I'm Copydesk. I read news articles and answer from them, word for word and with the source. If they don't say it, I don't know it.",
        `${await readSoFar(db, workspace)} Ask me who, what, when or why; “summarise …”, “what did … say?”, “what's new?”, “quotes of …”, “timeline of …”.`,
        "Ask in English, or in the language of an article: I show its words as they were printed and don't translate them.",
        'After an answer: “source?”, “more”, “are you sure?”. /news help lists the commands.',
      ].join('\n');
    case 'holdings':
      return readSoFar(db, workspace, true);
  }
}

async function readSoFar(db: Queries, workspace: WorkspaceId, withSources = false): Promise<string> {
  const { articles, sources, oldest, newest } = await holdings(db, workspace, SOURCES);
  if (articles === 0) return "I haven't read any articles yet. An admin can add some with /newsadmin article add.";
  const days = [...new Set([oldest, newest].flatMap((at) => (at ? [dayOf(at)] : [])))];
  const from =
    days.length === 0
      ? ''
      : days.length === 1
        ? `, published on ${days[0]}`
        : `, published from ${days[0]} to ${days[1]}`;
  const named = sources.flatMap(({ publisher, articles: n }) => (publisher === null ? [] : [`${publisher} (${n})`]));
  const most =
    withSources && named.length > 0 ? ` Most are from ${named.join(', ')}. /news sources lists them all.` : '';
  return `I have read ${articles} ${articles === 1 ? 'article' : 'articles'}${from}.${most}`;
}
