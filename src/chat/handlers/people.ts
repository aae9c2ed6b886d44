import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { findPerson, forgetPerson, keptOf, personId, savePerson } from '../../store/people.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { isZone } from '../../time/zone.ts';
import { buttonId } from '../buttons.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { zoneOfCaller } from '../zone.ts';

/** `/news settings`: shows or changes what a person chose. */
export async function settings(deps: DeskDeps, caller: Caller, options: OptionsOf<'news settings'>): Promise<Reply> {
  const person = personId(caller.workspace, caller.user);
  if (options.timezone) {
    if (!isZone(options.timezone))
      throw new UserError(
        `"${options.timezone}" isn't a time zone I know: write an IANA name such as Europe/Paris or Asia/Tokyo.`,
      );
    await savePerson(deps.db, person, { zone: options.timezone });
    return notice(`Your time zone is ${options.timezone} from now on: "today" and "since" go by it.`);
  }
  const { zone, workspace } = await findPerson(deps.db, person);
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
          ...(workspace ? [{ text: 'News in direct messages', detail: await nameOf(deps, workspace) }] : []),
        ],
      },
    ],
    private: true,
  };
}

/** `/news privacy`: what is kept of a person, and its removal. */
export async function privacy(deps: DeskDeps, caller: Caller, options: OptionsOf<'news privacy'>): Promise<Reply> {
  const person = personId(caller.workspace, caller.user);
  if (options.action === 'delete') {
    await forgetPerson(deps.db, person);
    return notice('I deleted your questions, their answers, your votes and your settings here. Posted messages stay.');
  }
  const { questions, oldest } = await keptOf(deps.db, person);
  const since = oldest ? `, the oldest from ${oldest.toISOString().slice(0, 10)}` : '';
  return {
    blocks: [
      { kind: 'heading', text: 'What I keep about you' },
      {
        kind: 'text',
        text: `${questions} ${questions === 1 ? 'question' : 'questions'} with ${questions === 1 ? 'its answer' : 'their answers'}${since}. I use them only for follow-ups and delete them ${deps.config.CONVERSATION_DAYS} days after the last one in their conversation. I also keep your votes on answers and your /news settings; admins see what was voted on and why, not by whom.`,
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
  if (!caller.mayChoose?.includes(workspace as WorkspaceId)) return notice('We no longer share that server.');
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
