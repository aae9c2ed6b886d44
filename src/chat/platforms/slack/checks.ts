import type { webApi } from '@slack/bolt';
import type { Check, PlatformChecks } from '../../checks.ts';
import { parsePlace } from '../../place.ts';
import { faultOf } from './faults.ts';
import { BOT_SCOPES, OPTIONAL_SCOPES } from './manifest.ts';

const MANIFEST = 'update the app from `npm run copydesk -- manifest slack` and install it again';

/** Looks at the bot's token, its scopes and its channels over Slack's Web API; no connection is needed. */
export function slackChecks(clientOf: (team: string) => Promise<webApi.WebClient | null>): PlatformChecks {
  return {
    async platform() {
      const client = await clientOf('');
      if (client === null)
        return [{ what: 'Slack', state: 'fine', detail: 'workspaces install the app themselves, at /slack/install' }];
      try {
        const auth = await client.auth.test();
        const token = `accepted; the bot is ${auth.user ?? 'unnamed'} in ${auth.team ?? auth.team_id ?? 'a workspace'}`;
        return [
          { what: 'Slack bot token', state: 'fine', detail: token },
          ...scopeChecks(auth.response_metadata?.scopes),
        ];
      } catch (error) {
        return [{ what: 'Slack bot token', state: 'broken', detail: faultOf(error, 'bot').message }];
      }
    },
    async place(place) {
      const target = parsePlace(place);
      if (target?.platform !== 'slack' || target.channel.startsWith('D')) return [];
      const client = await clientOf(target.team);
      if (client === null) return ["The app isn't installed in this workspace."];
      try {
        const { channel } = await client.conversations.info({ channel: target.channel });
        if (channel?.is_archived) return ['That channel is archived.'];
        // In a public channel the scope chat:write.public is enough to post; to look for what was posted it is not.
        return channel?.is_member === false ? ["I'm not in that channel: invite me with /invite."] : [];
      } catch (error) {
        const { code } = faultOf(error, 'bot');
        if (code === 'channel_not_found')
          return ["I can't see that channel: it is gone, or private and I'm not in it (invite me with /invite)."];
        throw error;
      }
    },
  };
}

/** Slack names the scopes of a token with every answer. */
function scopeChecks(scopes: readonly string[] | undefined): Check[] {
  if (!scopes) return [];
  const lacking = (wanted: readonly string[]) => wanted.filter((scope) => !scopes.includes(scope));
  const missing = lacking(BOT_SCOPES);
  const optional = lacking(OPTIONAL_SCOPES);
  if (missing.length > 0)
    return [{ what: 'Slack scopes', state: 'broken', detail: `missing: ${missing.join(', ')}: ${MANIFEST}` }];
  return optional.length > 0
    ? [
        {
          what: 'Slack scopes',
          state: 'look',
          detail: `without ${optional.join(', ')} I can post only in channels I'm a member of`,
        },
      ]
    : [{ what: 'Slack scopes', state: 'fine', detail: 'everything the manifest asks for' }];
}
