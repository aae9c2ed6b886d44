import type { SourceSentence, Token } from './tokens.ts';

const PRONOUN = /^(?:he|she|him|her|his|hers|they|them|it|its|their)$/;
/** What news calls an organization, a person or a thing once it has been named. */
const DESCRIPTION =
  /^(?:company|firm|group|agency|ministry|department|bank|club|team|union|airline|newspaper|paper|network|organization|organisation|university|institute|office|court|film|movie|series|show|song|book|album|game|party|carmaker|automaker|retailer|chain|maker|giant|broadcaster|studio|league|federation|commission|council|board|charity|manufacturer|startup|regulator|watchdog|police|government)$/;

/** Words that may stand before the subject: "In 2018 she returned". */
const OPENING = 4;

/** Whether a source token stands for somebody named before: a pronoun, or "the company". */
export function refersBack(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (PRONOUN.test(token.lower)) return true;
  return DESCRIPTION.test(token.lower.replace(/s$/, '')) && /^(?:the|that|this)$/.test(tokens[at - 1]?.lower ?? '');
}

/** "the film", "the series": what a title in marks may stand for. */
function isWork(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:film|movie|series|show|song|single|book|novel|album|game|play|musical|podcast|sitcom|documentary)$/.test(
      tokens[at]?.lower ?? '',
    ) && /^(?:the|that|this|limited)$/.test(tokens[at - 1]?.lower ?? '')
  );
}

/**
 * The names that a pronoun or "the company" of a sentence may stand for, as keys: those that open the nearest earlier sentence with a
 * name, as news is written, and those that open the chain of sentences which all begin with a pronoun.
 */
export function referents(source: SourceSentence): string[] {
  const found: string[] = source.tokens.some((_, at) => isWork(source.tokens, at)) ? [...source.title] : [];
  const titled = found.length;
  for (const sentence of source.before.toReversed()) {
    const first = sentence.findIndex((token) => token.kind === 'name');
    const opensWithPronoun = sentence
      .slice(0, first === -1 ? 1 : Math.min(first, OPENING))
      .some(({ lower }) => PRONOUN.test(lower));
    if (first !== -1 && (found.length === titled || !opensWithPronoun))
      for (let at = first; sentence[at]?.kind === 'name'; at += 1) found.push(sentence[at]?.key ?? '');
    if (!opensWithPronoun && first !== -1) break;
  }
  return found;
}
