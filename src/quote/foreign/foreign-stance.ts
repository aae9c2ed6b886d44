import type { Language } from '../grammar/lexicon.ts';
import type { Unit } from '../grammar/units.ts';
import type { Stance } from '../quote.ts';

interface Doubts {
  /** Verbs of denial, or a negated verb of speech. */
  denied: RegExp;
  alleged: RegExp;
}

// Matched against the words of the sentence, lower case, each quotation written as “”.
const doubts: Readonly<Record<Exclude<Language, 'en'>, Doubts>> = {
  de: {
    denied:
      /(?<!\p{L})(?:bestritt|bestreitet|bestreiten|bestritten|dementiert|dementierte|leugnet|leugnete|abgestritten)(?!\p{L})[^:“]*“”|(?<!\p{L})(?:wies|wiesen|weist|weisen)(?!\p{L})[^:“]* zurück(?!\p{L})[^:“]*“”|(?<!\p{L})(?:nie|niemals|nicht)(?: [\p{L}-]+){0,3} “” (?:gesagt|geschrieben|genannt|behauptet|gefordert)|(?<!\p{L})(?:nie|niemals|nicht) (?:gesagt|geschrieben|behauptet|gefordert)(?: [,:])? “”/u,
    alleged:
      /(?<!\p{L})(?:soll|sollen)(?!\p{L})[^:]*(?:gesagt|geschrieben|genannt|gerufen|gedroht|behauptet|erklärt|bezeichnet|gefordert|geäußert) haben|(?<!\p{L})(?:angeblich|mutmaßlich|vorgeblich)(?!\p{L})/u,
  },
  fr: {
    denied:
      /(?<!\p{L})(?:nie|nié|nient|niait|dément|démenti|démentait|conteste|contesté)(?!\p{L})[^:“]*“”|n['’](?:a|ai|ont|avait)(?: [\p{L}-]+)? ?(?:jamais|pas) (?:dit|déclaré|écrit|affirmé)/u,
    alleged:
      /(?<!\p{L})(?:aurait|auraient) (?:dit|déclaré|écrit|affirmé|lancé|crié|confié|ajouté|traité|qualifié)|(?<!\p{L})(?:prétendument|soi-disant)(?!\p{L})/u,
  },
  es: {
    denied:
      /(?<!\p{L})(?:negó|niega|niegan|negaron|desmintió|desmiente)(?!\p{L})[^:“]*“”|(?<!\p{L})(?:nunca|jamás|no) (?:ha |había )?(?:dijo|dicho|afirmó|afirmado|escribió|escrito|declaró)(?!\p{L})/u,
    alleged:
      /(?<!\p{L})habrían? (?:dicho|declarado|escrito|afirmado|gritado)|(?<!\p{L})(?:supuestamente|presuntamente)(?!\p{L})/u,
  },
};

/**
 * How a sentence that is not English puts its words in marks: `denied` ("bestritt, „…“ gesagt zu haben"), `alleged` ("soll „…“ gesagt
 * haben", "aurait dit"), or said.
 */
export function foreignStance(units: readonly Unit[], language: Language): Stance {
  if (language === 'en') return 'said';
  const words = units.map((unit) => (unit.kind === 'quotation' ? '“”' : unit.lower)).join(' ');
  const { denied, alleged } = doubts[language];
  if (alleged.test(words)) return 'alleged';
  return denied.test(words) ? 'denied' : 'said';
}
