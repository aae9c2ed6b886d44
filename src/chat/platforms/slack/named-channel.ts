import type { webApi } from '@slack/bolt';

const PAGES = 10;

/** The id of a channel by its name, of those that the bot can see; null when there is none. */
export async function channelNamed(client: webApi.WebClient, name: string): Promise<string | null> {
  const channelName = name.replace(/^#/, '').toLowerCase();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { channels = [], response_metadata } = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 1_000,
      ...(cursor ? { cursor } : {}),
    });
    const found = channels.find((channel) => channel.name?.toLowerCase() === channelName);
    if (found?.id) return found.id;
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return null;
  }
  return null;
}
