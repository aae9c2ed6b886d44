import type { App, Context } from '@slack/bolt';
import type { SuggestionKind } from '../../commands.ts';
import type { Access } from './access.ts';
import { type Origin, type SlackBot, workspaceOf } from './bot.ts';
import { onHome, onJoined } from './home.ts';
import { ASK_ABOUT } from './manifest.ts';
import { onMessage, onStopped } from './messages.ts';
import { choice, FORM_CALLBACK } from './modal.ts';
import { onPress, onShortcut, onSubmit } from './presses.ts';
import type { Recorded } from './reception.ts';
import { onCommand } from './run-command.ts';

export const COMMANDS = ['ask', 'quote', 'news', 'newsadmin'] as const;

/** What Slack sends, and who takes it. */
export function listen(app: App, bot: SlackBot, removed: Access['removed']): void {
  // A removed app has no token: what it left is for Bolt to pass on without one.
  app.event('app_uninstalled', async ({ body }) => removed(goneFrom(body)));
  app.event('tokens_revoked', async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await removed(goneFrom(body));
  });
  for (const top of COMMANDS)
    app.command(`/${bot.prefix}${top}`, async ({ command, client, context }) =>
      onCommand(bot, originOf(client, context, command), top, command),
    );
  app.event('app_mention', async ({ event, client, context, body }) =>
    onMessage(bot, originOf(client, context, body), { ...event }),
  );
  app.event('message', async ({ event, client, context, body }) =>
    onMessage(bot, originOf(client, context, body), { ...event }),
  );
  app.event('app_home_opened', async ({ event, client, context, body }) =>
    onHome(bot, originOf(client, context, body), { ...event }),
  );
  app.event('member_joined_channel', async ({ event, client, context, body }) =>
    onJoined(bot, originOf(client, context, body), { ...event }),
  );
  // Newer than Bolt's types.
  app.event(/^agent_session_stopped$/, async ({ event }) => onStopped(bot, { ...event }));
  app.action(/[\s\S]*/, async ({ body, client, context }) => onPress(bot, originOf(client, context, body), body));
  app.view(FORM_CALLBACK, async ({ body, client, context }) => onSubmit(bot, originOf(client, context, body), body));
  app.shortcut(ASK_ABOUT, async ({ body, client, context }) => onShortcut(bot, originOf(client, context, body), body));
  app.options(/^suggest:/, async ({ ack, body, client, context, options }) => {
    const { home } = originOf(client, context, body);
    const { action_id, value } = options as { action_id: string; value?: string };
    const kind = action_id.slice('suggest:'.length) as SuggestionKind;
    const found = await bot.desk.suggest({
      kind,
      typed: value ?? '',
      workspace: workspaceOf(home.team),
      user: body.user.id,
    });
    await ack({ options: found.map(choice) });
  });
}

/** The workspace that the app was installed in, which in a shared channel need not be the one that the message came from. */
function originOf(client: Origin['client'], context: Context, body: unknown): Origin {
  const { team_id, team } = body as { team_id?: string; team?: { id?: string } | null };
  return {
    client,
    recorded: (context as Context & Partial<Recorded>).recorded ?? (async () => {}),
    self: context.botUserId ?? '',
    home: {
      team: context.teamId ?? team_id ?? team?.id ?? context.enterpriseId ?? '',
      enterprise: context.enterpriseId ?? null,
    },
  };
}

function goneFrom(body: unknown): { team: string | null; enterprise: string | null } {
  const { team_id, enterprise_id, authorizations } = body as {
    team_id?: string;
    enterprise_id?: string;
    authorizations?: { is_enterprise_install?: boolean }[];
  };
  const whole = authorizations?.[0]?.is_enterprise_install === true;
  return { team: whole ? null : (team_id ?? null), enterprise: enterprise_id ?? null };
}
