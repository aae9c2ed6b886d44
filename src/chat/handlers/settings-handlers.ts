import { dayOf } from '../../answer/paths/last-answer.ts';
import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { findPerson, forgetPerson, personId, savePerson, storedAbout } from '../../store/people-settings.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { buttonId } from '../buttons.ts';
import { zoneOfCaller } from '../caller-zone.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { languageName, parseLanguages, parseZone } from './digest-options.ts';

/** `/news settings`: shows or changes what a person chose. */
export async function settings(deps: DeskDeps, caller: Caller, options: OptionsOf<'news settings'>): Promise<Reply> {
  const person = personId(caller.workspace, caller.user);
  const zoneChosen = options.timezone ? parseZone(options.timezone) : undefined;
  const languagesChosen = options.language ? chosenLanguages(options.language) : undefined;
  if (zoneChosen !== undefined || languagesChosen !== undefined) {
    await savePerson(deps.db, person, { zone: zoneChosen, languages: languagesChosen });
    const said = [
      zoneChosen === undefined ? [] : `Your time zone is ${zoneChosen} from now on: "today" and "since" go by it.`,
      languagesChosen === undefined ? [] : languageWords(languagesChosen),
    ];
    return notice(said.flat().join(' '));
  }
  const { zone, workspace, languages } = await findPerson(deps.db, person);
  return {
    blocks: [
      { kind: 'heading', text: 'Your settings' },
      {
        kind: 'list',
        items: [
          {
            text: 'Time zone',
            detail:
              zone ?? `${await zoneOfCaller(deps.db, caller)}, the same as everyone here; change it with timezone:`,
          },
          {
            text: 'Languages of stories',
            detail: languages?.join(', ') ?? 'all; choose some with language:, such as language:en,de',
          },
          ...(workspace ? [{ text: 'News in direct messages', detail: await nameOf(deps, workspace) }] : []),
        ],
      },
    ],
    private: true,
  };
}

/** Null: all. @throws UserError */
function chosenLanguages(text: string): string[] | null {
  const languages = parseLanguages(text);
  return languages.length > 0 ? languages : null;
}

function languageWords(languages: readonly string[] | null): string {
  if (!languages) return '/news latest shows you stories in all languages from now on.';
  const named = languages.map((one) => languageName(one)).join(' and ');
  return `/news latest and what you subscribe to show you only stories in ${named} from now on. Answers still use all.`;
}

/** `/news privacy`: what is kept of a person, and its removal. */
export async function privacy(deps: DeskDeps, caller: Caller, options: OptionsOf<'news privacy'>): Promise<Reply> {
  const person = personId(caller.workspace, caller.user);
  if (options.action === 'delete') {
    await forgetPerson(deps.db, person);
    return notice(
      'I deleted your questions, their answers, your votes, your settings and your own digests. Posted messages stay.',
    );
  }
  const { questions, oldest } = await storedAbout(deps.db, person);
  const since = oldest ? `, the oldest from ${dayOf(oldest)}` : '';
  return {
    blocks: [
      { kind: 'heading', text: 'What I keep about you' },
      {
        kind: 'text',
        text: `${questions} ${questions === 1 ? 'question' : 'questions'} with ${questions === 1 ? 'its answer' : 'their answers'}${since}. I use them only for follow-ups and delete them ${deps.config.CONVERSATION_DAYS} days after the last one in their conversation. I also keep your votes on answers, your /news settings and your /news subscriptions; admins see what was voted on and why, not by whom.`,
      },
      {
        kind: 'text',
        text: deps.model
          ? `I answer with the help of the model ${deps.model.name}. It gets the question and passages from articles, but not who asked.`
          : 'I answer on this machine; nothing is sent anywhere else.',
      },
      { kind: 'notice', text: 'Delete all of it with /news privacy action:delete.' },
    ],
    private: true,
  };
}

/** Asks which server's news is meant, when a person shares several with the bot. */
export function whichServer(servers: NonNullable<Caller['servers']>): Reply {
  const choices = servers.map(({ workspace, name }) => ({ id: buttonId('server', workspace), label: name }));
  return {
    blocks: [
      {
        kind: 'text',
        text: "You and I share several servers. Whose news do you mean? I'll remember it for direct messages.",
      },
      { kind: 'menu', label: 'Choose a server', choices },
    ],
    private: false,
  };
}

/** The choice of a server for direct messages. It is checked again at every question. */
export async function chooseServer(deps: DeskDeps, caller: Caller, workspace: string): Promise<Reply> {
  if (!caller.mayChoose?.includes(workspace as WorkspaceId)) throw new UserError('We no longer share that server.');
  await savePerson(deps.db, personId(caller.workspace, caller.user), { workspace: workspace as WorkspaceId });
  return {
    ...notice(
      `From now on I'll answer here with the news from ${await nameOf(deps, workspace as WorkspaceId)}. Ask again.`,
    ),
    replaces: true,
  };
}

async function nameOf(deps: DeskDeps, workspace: WorkspaceId): Promise<string> {
  const row = await deps.db.selectFrom('workspaces').select('name').where('id', '=', workspace).executeTakeFirst();
  return row?.name ?? workspace;
}
