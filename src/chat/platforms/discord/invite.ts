/** View Channels, Send Messages, Embed Links, Attach Files, Read Message History, Create Public Threads, Send Messages in Threads. */
const PERMISSIONS = '309237763072';

/** The address at which an admin of a server adds the bot to it. */
export function inviteAddress(application: string): string {
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${PERMISSIONS}`;
}
