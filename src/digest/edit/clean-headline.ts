const SITE = /\s+(?:\||[-–—])\s+(?:[^|–—]{2,40})$/;
/** "…: What we know": the news stands before it. */
const TAIL =
  /\s*[:;,.–—-]\s*(?:(?:live )?updates|(?:here['’]s )?(?:what|everything|all) (?:(?:else )?(?:we|you) (?:(?:need|have|should) (?:to )?)?know(?: (?:so far|now))?|to know|happened|happens next))\.?$/i;
const BAR = /\s+\|\s+[^|]{2,40}$/;

/**
 * A headline without the name of its site, and whether it breaks off ("… may set future ..."). `whole` still has what `text` is shown
 * without: "…: What we know".
 */
export function cleanHeadline(title: string, publisher: string | null): { text: string; whole: string; cut: boolean } {
  let text = title.replace(/\s+/g, ' ').trim();
  for (let i = 0; i < 3; i++) {
    const shorter = text.replace(BAR, '').replace(/\s+\|\s*(?:\.\.\.|…)?$/, '');
    if (shorter === text || shorter.length < 12) break;
    text = shorter;
  }
  const named = SITE.exec(text);
  if (named && publisher && sameName(named[0], publisher) && text.length - named[0].length >= 12)
    text = text.slice(0, named.index);
  // Some papers give the headline as its own second line.
  const [, once] = /^(.{12,}); \1$/.exec(text) ?? [];
  text = once ?? text;
  const cut = /(?:\.\.\.|…)$/.test(text);
  return { text: text.replace(TAIL, '').trim(), whole: text, cut };
}

function sameName(tail: string, publisher: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/\.(?:com|org|net|co\.uk|de|fr)$/, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
  const [a, b] = [plain(tail), plain(publisher)];
  return a !== '' && (a.includes(b) || b.includes(a));
}
