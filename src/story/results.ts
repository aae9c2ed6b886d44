/** A score as reports of matches write it: 3-1, 20–13, 3:1 (with two digits after a colon it would be a time). */
const SCORE = /(?<![\p{L}\p{N}.,:–-])(?:\d{1,3}[-–]\d{1,3}|\d{1,2}:\d)(?![\p{L}\p{N}–-]|[.,:]\d)/gu;
/** What stands beside a score that is a match's result, rather than a range, a vote or a season's record. */
const PLAYED =
  /(?<!\p{L})(?:beat|beats|beaten|def(?:eat(?:s|ed)?)?|won|wins?|victor(?:y|ies)|loses?|lost|loss|dr[ae]w(?:s|n)?|tied?|held|holds?|thrash(?:e[sd])?|edge[sd]?|stun(?:s|ned)?|rout(?:s|ed)?|sieg\p{L}*|besieg\p{L}*|schl(?:ägt|ug)|gewann|gewinnt|verl(?:or|iert)|unentschieden|remis|bat(?:tent|tu)?|victoire|nul|défaite|gan[aóo]\p{L}*|venc\p{L}*|derrot\p{L}*|victoria|empat\p{L}*|batte|vittoria|pareggi\p{L}*|sconfi\p{L}*|wint|verliest|gelijkspel)(?!\p{L})/iu;
const BESIDE = 60;
const MOST = 12;

/** Scores in a text, the higher number first, in the order of their first mention. */
export function scoresIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(SCORE), ([score]) => inOrder(score)))].slice(0, MOST);
}

/** The score of the match that the opening of a report tells of; null when it tells of none. */
export function resultIn(lead: string): string | null {
  for (const { 0: score, index } of lead.matchAll(SCORE)) {
    const before = lead.slice(Math.max(0, index - BESIDE), index).replace(/.*[.!?\n]/su, '');
    const after = lead.slice(index + score.length, index + score.length + BESIDE).replace(/[.!?\n].*/su, '');
    if (PLAYED.test(`${before} ${after}`)) return inOrder(score);
  }
  return null;
}

function inOrder(score: string): string {
  const [a = 0, b = 0] = score.split(/[-–:]/u).map(Number);
  return `${Math.max(a, b)}-${Math.min(a, b)}`;
}
