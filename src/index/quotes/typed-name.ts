import { isTitle } from '../../text/lists/titles.ts';

/**
 * A name as it was typed, without titles and initials that no article may print: "Mr Biden", "Joe R. Biden", "RK Narayan". `exact` where only
 * titles were left out. Null where nothing can be.
 */
export function plainerName(typed: string): { name: string; exact: boolean } | null {
  const words = typed
    .trim()
    .split(/[\s.,]+/u)
    .filter((word) => word !== '');
  const named = words.filter((word) => !isTitle(word));
  const full = named.filter((word) => word.length > 1 && !(named.length > 1 && /^\p{Lu}{2,3}$/u.test(word)));
  if (full.length === 0 || full.length === words.length) return null;
  return { name: full.join(' '), exact: full.length === named.length };
}
