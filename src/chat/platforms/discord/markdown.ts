import { namesOtherHost, siteOf } from '../../../reply/link-label.ts';

const SPECIAL = /[\\*_~`|>#[\]()<]/g;
const ZERO_WIDTH_SPACE = '\u200b';
/** More combining marks than any script puts on a letter. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;

/**
 * Text that Discord shows as it is: no formatting, headings, lists, links or pings come from it. Mentions and addresses are broken
 * by an invisible character: Discord highlights mentions even where they ping nobody, and makes links of addresses.
 */
export function escapeDiscord(text: string): string {
  return text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ''))
    .replace(PILED_MARKS, '$1')
    .replace(SPECIAL, '\\$&')
    .replace(/@(?=everyone|here|[&!]?\d)/gi, `@${ZERO_WIDTH_SPACE}`)
    .replace(/:\/\//g, `:${ZERO_WIDTH_SPACE}//`)
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, (_, space: string, mark: string) =>
      mark.length > 1 ? `${space}${mark.slice(0, -1)}\\.` : `${space}\\${mark}`,
    );
}

/** Longer addresses are not worth their room; the article is named all the same. */
const LONGEST_URL = 1_200;

/**
 * A masked link without a preview. A label that names another website is not a link: the true host stands behind it as one. `bold`
 * goes around the label.
 */
export function discordLink(label: string, url: string, bold = false): string {
  const mark = bold ? '**' : '';
  const line = label.replace(/\s*\n\s*/g, ' ');
  const target = safeUrl(url);
  if (target === null) return `${mark}${escapeDiscord(line)}${mark}`;
  if (namesOtherHost(line, url)) return `${mark}${escapeDiscord(line)}${mark} [(${hostOf(url)})](<${target}>)`;
  return `${mark}[${escapeDiscord(balanced(line))}](<${target}>)${mark}`;
}

/** The text fragment of an address leads to the words on the page; it is the first thing to go when room is short. */
export function withoutFragment(url: string): string {
  return url.replace(/#:~:text=.*$/, '');
}

/** An unpaired bracket ends a label early in some clients, escaped or not. */
function balanced(label: string): string {
  let open = 0;
  const paired = [...label].every((c) => {
    open += c === '[' ? 1 : c === ']' ? -1 : 0;
    return open >= 0;
  });
  return paired && open === 0 ? label : label.replaceAll('[', '［').replaceAll(']', '］');
}

function hostOf(url: string): string {
  return escapeDiscord(siteOf(url) ?? 'source');
}

/** The address with what would end a masked link percent-encoded; null when it is none of the web, or too long. */
function safeUrl(url: string): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  const whole = encoded(url);
  if (whole.length <= LONGEST_URL) return whole;
  const short = encoded(withoutFragment(url));
  return short.length <= LONGEST_URL ? short : null;
}

function encoded(url: string): string {
  return url.replace(/[\s<>()"'\\`]/g, (c) =>
    encodeURIComponent(c).replace(/[()']/g, (d) => `%${d.charCodeAt(0).toString(16)}`),
  );
}
