import { SPEECH_NOUNS } from '../../text/lists/speech-verbs.ts';
import type { Attribution } from '../grammar/attribution.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isNameWord, isPossessive, isWord } from '../grammar/name-words.ts';
import type { Unit } from '../grammar/units.ts';
import type { Choice } from './finding.ts';

/** "the mayor's “…” remark", "her call for “…”", "his claim that “…”": the quotation belongs to an owner. */
export function ownerBefore(units: Unit[], attributions: Attribution[], at: number): Choice | null {
  const spoken = attributions.some((a) => a.from < at && a.strong && !a.minor);
  let noun = -1;
  for (let k = at - 1; k >= 0 && k > at - 10; k--) {
    const unit = units[k];
    if (!isWord(unit)) {
      if (k === at - 1 && unit?.text === ',') continue;
      return null;
    }
    if (SPEECH_NOUNS.has(unit.lower) && noun < 0) {
      noun = k;
      continue;
    }
    const own = has(unit, is.possessive) && unit.lower !== 'whose';
    const owned = isNameWord(units, k) && isPossessive(unit);
    if (own || owned) {
      const named = SPEECH_NOUNS.has(units[at + 1]?.lower ?? '') && k === at - 1;
      if ((noun < 0 && !named) || (noun === at - 1 && spoken)) return null;
      return ownerAt(units, k, own);
    }
    const linking =
      noun < 0
        ? has(unit, is.preposition) || unit.lower === 'that' || isAddressee(units, k) || isClauseSubject(units, k, at)
        : !has(unit, is.preposition | is.auxiliary | is.speech);
    if (!linking) return null;
  }
  return null;
}

/** "to Meadows" in "his comment to Meadows that “…”": to whom it was said. */
function isAddressee(units: Unit[], at: number): boolean {
  return isNameWord(units, at) && (/^(?:to|in|on)$/u.test(units[at - 1]?.lower ?? '') || isAddressee(units, at - 1));
}

/** "he" in "her assertion that he “…”". */
function isClauseSubject(units: Unit[], at: number, quotation: number): boolean {
  return at === quotation - 1 && has(units[at], is.pronoun) && units[at - 1]?.lower === 'that';
}

function ownerAt(units: Unit[], at: number, pronoun: boolean): Choice {
  let from = at;
  while (!pronoun && isNameWord(units, from - 1) && !isPossessive(units[from - 1] as Unit)) from--;
  return {
    subject: { from, to: at + 1, kind: pronoun ? 'pronoun' : 'name', nameFrom: from },
    cue: null,
    rule: 'owner',
  };
}
