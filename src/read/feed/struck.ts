const TAG = /<(\/?)(s|strike|del|span)(?=[\s/>])([^<>]*)>/gi;
const STRUCK = /line-through|\bclass="[^"]*(?:strike-?through|struck)/i;

/** HTML without what is struck in it: the writer has taken it back. A mark that is never closed strikes nothing. Linear. */
export function withoutStruck(html: string): string {
  const open = new Map<string, { start: number; struck: boolean }[]>();
  const ranges: { start: number; end: number }[] = [];
  for (const { 0: tag, 1: slash, 2: written = '', 3: attributes = '', index } of html.matchAll(TAG)) {
    const name = written.toLowerCase();
    const same = open.get(name) ?? [];
    if (slash === '') {
      open.set(name, same);
      same.push({ start: index, struck: name !== 'span' || STRUCK.test(attributes) });
      continue;
    }
    const opening = same.pop();
    if (opening?.struck) ranges.push({ start: opening.start, end: index + tag.length });
  }
  let left = '';
  let at = 0;
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    left += html.slice(at, Math.max(at, start));
    at = end;
    if (/[.,;:!?)”’»]/.test(html.charAt(end))) left = left.trimEnd();
  }
  return left + html.slice(at);
}
