import { newestStories } from '../../answer/paths/news-path.ts';
import type { Block, ListItem, Reply } from '../../reply/reply.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import { suggestSpeakers } from '../../store/quotes/quote-names.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName, commandSpec } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

/** What stands before a group of admin commands; a command by itself has its description. */
const ADMIN_GROUPS: Readonly<Record<string, string>> = {
  article: 'Articles:',
  feed: 'Feeds:',
  digest: 'Digests:',
  wire: 'Articles as they come:',
  channel: 'Channels:',
};

/** A longer one would be tedious to type. */
const LONGEST_TITLE = 120;

/** `/news help`: how to ask, three examples that the stored articles can answer, and the commands that this person may use. */
export async function newsHelp(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const [stored, examples] = await Promise.all([
    articlesSearched(deps.db, caller.workspace),
    exampleQuestions(deps, caller.workspace),
  ]);
  const days = deps.config.CONVERSATION_DAYS;
  const forAll = COMMAND_NAMES.filter((name) => commandSpec(name).who === 'all' && name !== 'news help');
  return {
    blocks: [
      {
        kind: 'text',
        text: 'I answer from the stored news articles and nothing else. Every statement names its article, and every quotation is word for word.',
      },
      { kind: 'text', text: 'Mention me, write to me directly, or use /ask. For example:' },
      { kind: 'list', items: examples.map((text) => ({ text })) },
      {
        kind: 'text',
        text: `To ask more, go on in the same thread: I remember it for ${days} ${days === 1 ? 'day' : 'days'}.`,
      },
      {
        kind: 'list',
        items: forAll.map((name) => ({ text: '', commands: [name], detail: COMMANDS[name].description })),
      },
      ...(caller.admin ? adminCommands() : []),
      {
        kind: 'notice',
        text: `${stored} ${stored === 1 ? 'article is' : 'articles are'} stored. What no article says, I don't make up.`,
      },
    ],
    private: true,
  };
}

/** Three questions, one of the newest story and one of somebody who is quoted, where there are such. */
async function exampleQuestions({ db, now }: DeskDeps, workspace: WorkspaceId): Promise<string[]> {
  const [{ stories }, [speaker]] = await Promise.all([
    newestStories(db, workspace, now(), { count: 1 }),
    suggestSpeakers(db, workspace, '', 1),
  ]);
  const [newest] = stories;
  return [
    'What’s new?',
    newest && newest.title.length <= LONGEST_TITLE ? `Summarise “${newest.title}”` : 'What did the council decide?',
    speaker ? `What did ${speaker} say?` : 'What did the mayor say?',
  ];
}

function adminCommands(): Block[] {
  const groups = new Map<string, CommandName[]>();
  for (const name of COMMAND_NAMES) {
    if (commandSpec(name).who !== 'admin') continue;
    const group = name.split(' ')[1] ?? name;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  const items = [...groups].map(([group, commands]): ListItem => {
    const [first] = commands;
    const text = ADMIN_GROUPS[group] ?? '';
    return { text, commands, ...(text === '' && first ? { detail: COMMANDS[first].description } : {}) };
  });
  return [
    { kind: 'heading', text: 'For admins' },
    { kind: 'list', items },
  ];
}
