const SPECIAL = /[\\*_~`|>#[\]()<]/g;
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Text that Discord shows as it is: no formatting, headings, lists, links or pings come from it. Mentions and addresses are broken
 * by an invisible character: Discord highlights mentions even where they ping nobody, and makes links of addresses.
 */
export function escapeDiscord(text: string): string {
  return text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ''))
    .replace(SPECIAL, '\\$&')
    .replace(/@(?=everyone|here|[&!]?\d)/gi, `@${ZERO_WIDTH_SPACE}`)
    .replace(/:\/\//g, `:${ZERO_WIDTH_SPACE}//`)
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, (_, space: string, mark: string) =>
      mark.length > 1 ? `${space}${mark.slice(0, -1)}\\.` : `${space}\\${mark}`,
    );
}

/** A masked link without a preview. The label can't look like an address of another site. */
export function discordLink(label: string, url: string): string {
  return `[${escapeDiscord(label.replace(/\n/g, ' '))}](<${safeUrl(url)}>)`;
}

/** Characters that would end the masked link are percent-encoded. */
function safeUrl(url: string): string {
  return url.replace(/[\s<>()"'\\`]/g, (c) =>
    encodeURIComponent(c).replace(/[()']/g, (d) => `%${d.charCodeAt(0).toString(16)}`),
  );
}
