import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { slackPeople } from '../../../../src/chat/platforms/slack/members.ts';
import { slackEdge } from '../../../e2e/slack-edge.ts';
import { TEAM } from '../../../e2e/slack-edge-server.ts';

const ORG = 'E0ORG';

/** Whether Slack's word about somebody makes them an admin of a workspace. */
async function isAdmin(user: Record<string, unknown>, enterprise: string | null): Promise<boolean> {
  const edge = await slackEdge();
  edge.users.set('U1', { id: 'U1', ...user });
  const client = new webApi.WebClient('xoxb', { slackApiUrl: edge.apiUrl });
  return (await slackPeople([])(client, { team: TEAM, enterprise }, 'U1')).admin;
}

test.each([
  ['an admin of the workspace', { team_id: TEAM, is_admin: true }, null, true],
  ['a guest', { team_id: TEAM, is_restricted: true }, null, false],
  [
    'an admin of the organisation',
    { team_id: TEAM, enterprise_user: { enterprise_id: ORG, is_admin: true } },
    ORG,
    true,
  ],
  [
    'an owner of the organisation, at home in another of its workspaces',
    { team_id: 'T0TWO', enterprise_user: { enterprise_id: ORG, is_owner: true } },
    ORG,
    true,
  ],
  [
    'an admin of another organisation',
    { team_id: 'T0TWO', enterprise_user: { enterprise_id: 'E0ELSE', is_admin: true } },
    ORG,
    false,
  ],
  [
    'an admin of another company in a shared channel',
    { team_id: 'T0TWO', is_admin: true, is_stranger: true },
    null,
    false,
  ],
])('%s', async (_, user, enterprise, admin) => {
  expect(await isAdmin(user, enterprise)).toBe(admin);
});
