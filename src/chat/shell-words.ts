const SHELL_WORDS: [RegExp, string][] = [
  [/\/newsadmin feed\b/g, 'copydesk feeds'],
  [/\/newsadmin article (add|remove)\b/g, 'copydesk $1'],
  [/\/newsadmin (digest|status|wire)\b/g, 'copydesk $1'],
  [/\/news sources\b/g, 'copydesk articles'],
  [/(?<![\w/])\/(ask|quote)\b/g, 'copydesk $1'],
  [/\b(speaker|source):(?=")/g, '--$1 '],
];

/** What is said about commands in a chat, as it is said at a shell. */
export function inShellWords(text: string): string {
  return SHELL_WORDS.reduce((said, [chat, shell]) => said.replace(chat, shell), text);
}
