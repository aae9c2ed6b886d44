/** What a robots.txt asks of one program (RFC 9309). */
export interface RobotsRules {
  rules: { allow: boolean; pattern: string }[];
  /** Seconds between requests (crawl-delay), at most `MAX_CRAWL_DELAY_S`; null when it asks for none. */
  crawlDelay: number | null;
}

export const NO_RULES: RobotsRules = { rules: [], crawlDelay: null };

/** RFC 9309, 2.5: a parser reads at least 500 KiB; this one no more. */
const MAX_CHARACTERS = 512 * 1024;
const MAX_RULES = 2000;
const MAX_PATTERN = 1024;
const MAX_PATH = 2048;
const MAX_CRAWL_DELAY_S = 3600;

interface Group {
  agents: string[];
  rules: RobotsRules['rules'];
  crawlDelay: number | null;
}

/** The rules of a robots.txt for a product token ("copydesk"): all groups that name it, else those for `*`. Linear time, never throws. */
export function parseRobots(text: string, product: string): RobotsRules {
  const groups: Group[] = [];
  let open = false;
  for (const line of text
    .replace(/^\ufeff/, '')
    .slice(0, MAX_CHARACTERS)
    .split(/[\r\n]+/)) {
    const [key = '', value] = directive(line);
    if (value === null) continue;
    if (key === 'user-agent') {
      if (!open) groups.push({ agents: [], rules: [], crawlDelay: null });
      open = true;
      groups.at(-1)?.agents.push(/^(?:\*|[a-z_-]+)/i.exec(value)?.[0].toLowerCase() ?? '');
      continue;
    }
    const group = groups.at(-1);
    if (group === undefined) continue;
    if (key === 'allow' || key === 'disallow') {
      open = false;
      // An empty Disallow forbids nothing, so it says nothing.
      if (value !== '' && group.rules.length < MAX_RULES && value.length <= MAX_PATTERN)
        group.rules.push({ allow: key === 'allow', pattern: normalised(value) });
    } else if (key === 'crawl-delay') {
      open = false;
      const seconds = Number(value);
      if (seconds > 0) group.crawlDelay = Math.min(seconds, MAX_CRAWL_DELAY_S);
    }
  }
  const own = groups.filter(({ agents }) => agents.includes(product.toLowerCase()));
  const meant = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  return {
    rules: meant.flatMap(({ rules }) => rules).slice(0, MAX_RULES),
    crawlDelay: meant.map(({ crawlDelay }) => crawlDelay).find((delay) => delay !== null) ?? null,
  };
}

/** `Key: value # comment` as a lower-case key and a value; the value is null when there is none. */
function directive(line: string): [key: string, value: string | null] {
  const hash = line.indexOf('#');
  const content = hash < 0 ? line : line.slice(0, hash);
  const colon = content.indexOf(':');
  if (colon < 0) return ['', null];
  return [content.slice(0, colon).trim().toLowerCase(), content.slice(colon + 1).trim()];
}

/** Whether the rules let an address be read: the longest matching pattern decides, and of two as long the one that allows. */
export function robotsAllow({ rules }: RobotsRules, url: URL): boolean {
  const path = normalised(url.pathname + url.search).slice(0, MAX_PATH);
  if (path === '/robots.txt') return true;
  let allow = true;
  let longest = -1;
  for (const rule of rules) {
    const { length } = rule.pattern;
    if (length < longest || (length === longest && !rule.allow)) continue;
    if (!matches(rule.pattern, path)) continue;
    longest = length;
    allow = rule.allow;
  }
  return allow;
}

/** Whether a pattern with `*` and a closing `$` matches the start of a path. The leftmost fit of each piece is enough, so nothing is tried twice. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const [first = ''] = pieces;
  if (!path.startsWith(first)) return false;
  if (pieces.length === 1) return !anchored || path === first;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) ?? '';
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}

/** The same characters in the same form: percent-encoded where RFC 3986 does not leave them bare, bare where it does, hex in capitals. */
function normalised(path: string): string {
  const encoded = path.toWellFormed().replace(/[^!-~]+/g, encodeURIComponent);
  return encoded.replace(/%([0-9a-f]{2})/gi, (escaped, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : escaped.toUpperCase();
  });
}
