const STATEMENT_END = /[.!…:][)\]"”’'»]*$/;
/** Names, numbers and addresses alone say nothing. */
const SMALL_WORD = /(?:^|[\s“"(])\p{Ll}{2,}(?=[\s,;:!…”"’)—–-]|\.(?!\p{L})|$)/u;
const TEASER =
  /^(?:►|▶|•\s*)?(?:More|Related|Read more|See also|Watch|Live updates|What to know|Editor['’]s note)\b ?:/i;

/** A whole sentence that says something: a headline, a dateline, a contact line, a link to another article and a question do not. */
export function isStatement(text: string): boolean {
  return STATEMENT_END.test(text) && SMALL_WORD.test(text) && !TEASER.test(text);
}
