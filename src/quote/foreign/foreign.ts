import type { Finding } from '../attribute/finding.ts';
import type { Sentence } from '../grammar/units.ts';
import { germanFinding, germanStatement, goesOn, isReportedOn } from './german-clauses.ts';
import { leavesSubjectOut, romanceFinding, romanceStatement } from './romance.ts';

/** Who says the quotation at a unit index of a sentence that is not English, where that is plain; `words` are the quotation's. */
export function foreignFinding(sentence: Sentence, at: number, words: string): Finding | null {
  if (sentence.language !== 'de') return romanceFinding(sentence, at);
  return germanFinding(sentence, at, /^[\p{Lu}\d…[(„‚]/u.test(words));
}

/** Who makes the statement of a sentence without quotation marks, or null. */
export function foreignStatement(sentence: Sentence): Finding | null {
  return sentence.language === 'de' ? germanStatement(sentence) : romanceStatement(sentence);
}

/** True where a sentence tells on what somebody said before it, by its mood. */
export function tellsOn(sentence: Sentence): boolean {
  return sentence.language === 'de' && isReportedOn(sentence);
}

/** True where a quotation has nothing beside it that could name another speaker. */
export function standsAlone(sentence: Sentence, at: number): boolean {
  if (sentence.language === 'de') return goesOn(sentence, at);
  return sentence.units.every(({ kind }) => kind !== 'word') || leavesSubjectOut(sentence, at);
}
