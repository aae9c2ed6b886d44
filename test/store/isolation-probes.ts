import type { SuggestionKind } from '../../src/chat/commands.ts';
import type { Caller, Desk } from '../../src/chat/request.ts';
import { newsSource } from '../../src/digest/news-source.ts';
import { previewOf } from '../../src/digest/preview.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { articlesById, holdings, listArticles } from '../../src/store/articles/articles.ts';
import type { Database } from '../../src/store/database.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { NO_DIGEST } from '../digest/test-delivery.ts';

/** A word that stands in the library of one workspace alone, in letters that no other word has. */
export interface Planted {
  workspace: WorkspaceId;
  canary: string;
  articles: string[];
  /** Answers and pages of quotes of this workspace, whose buttons others may press. */
  buttons: string[];
}

/** Stores articles in which the canary is the title's subject, the speaker, the publisher, and in the words. */
export async function plantLibrary(
  db: Database,
  desk: Desk,
  workspace: WorkspaceId,
  canary: string,
  articles: number,
): Promise<Planted> {
  await desk.welcome({ id: workspace, platform: 'discord', name: `${canary} newsroom` });
  const ids: string[] = [];
  for (let i = 0; i < articles; i += 1) {
    const said = Array.from(
      { length: 6 },
      (_, n) => `“The ${canary} bridge needs ${n + 3} new piers,” Mayor Ann ${canary} said.`,
    );
    const read = readPlainText(
      `${canary} bridge number ${i} closes\n\nThe ${canary} bridge closes on Monday for repairs, the council of ${canary} decided.\n\n${said.join('\n\n')}`,
      { publisher: `${canary} Post`, published: new Date() },
    );
    if (read.kind === 'refused') throw new Error(read.message);
    const url = `https://${canary.toLowerCase()}.example/${i}`;
    ids.push((await addArticle(db, { ...read.draft, url }, { workspace, cameIn: 'file' })).article);
  }
  const caller = callerOf(workspace, 1);
  const asked = await desk.handle({ kind: 'question', text: `When does the ${canary} bridge close?`, caller });
  const page = await desk.handle({ kind: 'command', command: 'quote', options: { speaker: canary }, caller });
  return { workspace, canary, articles: ids, buttons: [...buttonsOf(asked), ...buttonsOf(page)] };
}

/** Everything that a workspace can get to see when it goes for the canary of another, by way; as texts. */
export function probesOf(
  db: Database,
  desk: Desk,
  asker: WorkspaceId,
  target: Planted,
  n: number,
): Record<string, () => Promise<unknown>> {
  const { canary } = target;
  // A conversation of its own each time, or the place of the other's conversation.
  const caller = callerOf(asker, n);
  const there = { ...caller, place: callerOf(target.workspace, 1).place };
  const ask = (text: string, by: Caller = caller) => desk.handle({ kind: 'question', text, caller: by });
  const command = (name: 'ask' | 'quote' | 'news latest' | 'news sources', options: Record<string, string>) =>
    desk.handle({ kind: 'command', command: name, options, caller });
  const suggest = (kind: SuggestionKind, typed: string) =>
    desk.suggest({ kind, typed, workspace: asker, user: caller.user });
  return {
    ask: () => ask(`When does the ${canary} bridge close?`),
    // What the asker typed is said back to them.
    'ask with the publisher': async () => {
      const reply = await command('ask', { question: 'When does the bridge close?', source: `${canary} Post` });
      return JSON.stringify(reply).replace(`“${canary} Post”`, '');
    },
    'ask without the name': () => ask('When does the bridge close, and what did the mayor say?'),
    'ask in the place of the other': () => ask('And what did she say about it?', there),
    'follow up on an answer of the other': () =>
      press(
        desk,
        caller,
        target.buttons.find((id) => id.includes('followup')),
        'And why does it close?',
      ),
    'show quotes of an answer of the other': () =>
      press(
        desk,
        caller,
        target.buttons.find((id) => id.includes('spoken')),
      ),
    'why of an answer of the other': () =>
      press(
        desk,
        caller,
        target.buttons.find((id) => id.includes('why')),
      ),
    'turn a page of the other': () =>
      press(
        desk,
        caller,
        target.buttons.find((id) => id.includes('quotes')),
      ),
    'quote by words': () => command('quote', { text: `${canary} bridge needs piers` }),
    'quote by common words': () => command('quote', { text: 'bridge piers' }),
    'quote by a mistyped name': () => command('quote', { speaker: `${canary.slice(0, -1)}x` }),
    'quote by speaker': () => command('quote', { speaker: canary }),
    'quote by source': () => command('quote', { source: `${canary} Post` }),
    'latest news': () => command('news latest', {}),
    // What the asker typed is said back to them.
    'latest news on the topic': async () =>
      JSON.stringify(await command('news latest', { topic: canary })).replace(`about “${canary}”`, ''),
    'news of today': () => ask('What is new today?'),
    sources: () => command('news sources', {}),
    'suggested speakers': () => suggest('speaker', canary.slice(0, 4)),
    'suggested speakers, all': () => suggest('speaker', ''),
    'suggested sources': () => suggest('source', canary.slice(0, 4)),
    'suggested sources, all': () => suggest('source', ''),
    'suggested articles': () => suggest('article', 'bridge'),
    'suggested digests': () => suggest('digest', ''),
    'suggested feeds': () => suggest('feed', ''),
    'suggested topics': () => suggest('topic', ''),
    'suggested subscriptions': () => suggest('subscription', ''),
    subscriptions: () => desk.handle({ kind: 'command', command: 'news subscriptions', options: {}, caller }),
    'articles by id': () => articlesById(db, asker, target.articles),
    'list of articles': () => listArticles(db, asker, { words: 'bridge', limit: 100 }),
    counts: () => holdings(db, asker, 100),
    digest: async () => {
      const composed = await previewOf(
        { db, news: newsSource(db), posterFor: () => null },
        { ...NO_DIGEST, workspace: asker },
        new Date(Date.now() + 1_000),
      );
      return composed.reply;
    },
  };
}

/** Whether anything of what came back holds the word, however it is written. */
export function holds(seen: unknown, canary: string): boolean {
  return JSON.stringify(seen ?? null)
    .toLowerCase()
    .includes(canary.toLowerCase());
}

function callerOf(workspace: WorkspaceId, n: number): Caller {
  return { workspace, place: `${workspace}/${n}`, user: `u${n}`, admin: true, zone: null };
}

function buttonsOf(reply: Reply): string[] {
  return reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map((button) => button.id) : []));
}

function press(desk: Desk, caller: Caller, button: string | undefined, text?: string): Promise<Reply> {
  return desk.handle({ kind: 'press', button: button ?? 'v1:why:1', caller, ...(text ? { values: { text } } : {}) });
}
