/**
 * The words of a Slack message as a person reads them: links and mentions become their names, its three escapes the characters that they
 * stand for. `bot` is left out. Source: https://docs.slack.dev/messaging/formatting-message-text
 */
export function wordsOf(text: string, bot: string): string {
  return text
    .replaceAll(`<@${bot}>`, ' ')
    .replace(new RegExp(`<@${bot}\\|[^>]*>`, 'g'), ' ')
    .replace(/<([@#!]?)([^|>]*)(?:\|([^>]*))?>/g, (_, sign: string, target: string, label: string | undefined) =>
      nameOf(sign, target, label),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function nameOf(sign: string, target: string, label: string | undefined): string {
  if (sign === '@') return label || '';
  if (sign === '#') return label ? `#${label}` : '';
  if (sign === '!') return label || '';
  // Slack makes a link of what looks like an address: its label is what was typed.
  return label || target.replace(/^(?:mailto|tel):/, '');
}

/** Whether a message calls other people: one of them, a user group, or everybody. */
export function callsOthers(text: string, bot: string): boolean {
  if (/<!(?:here|channel|everyone|subteam\b)/.test(text)) return true;
  return [...text.matchAll(/<@([A-Z0-9]+)/g)].some(([, user]) => user !== bot);
}
