import { is } from '../grammar/lexicon.ts';
import { functionWord, has, isWord } from '../grammar/name-words.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';

const nothing = /^(?:qui|que|on|ce|cela|se|lo|quien|esto|eso|c['’]\p{L}+|qu['’]\p{L}+)$/iu;
const mostWords = 14;
const speaks =
  /^(?:secrétaire|secretari[oa]|maire|ministre|présidente?|porte-parole|directeur|directrice|chef|cheffe|avocate?|procureure?|policiers?|police|députée?|sénateur|sénatrice|professeure?|chercheure?|chercheuse|médecin|entraîneur|juge|préfet|préfète|direction|tribunal|préfecture|mairie|ville|groupe|club|équipe|commission|comité|conseil|cour|parquet|armée|agence|collectif|patronat|banque|université|fédération|organisation|ong|banco|dirección|agencia|consejo|corte|ejército|ayuntamiento|alcaldía|grupo|equipo|universidad|federación|organización|premier|gouvernement|entreprise|société|syndicat|association|ministère|parti|témoin|habitante?s?|expertes?|experts?|responsables?|responsable|patron|patronne|mère|père|frère|sœur|fils|fille|homme|femme|joueur|joueuse|auteure?|écrivain|journaliste|fondateur|fondatrice|alcalde|alcaldesa|ministra|ministro|presidente|presidenta|portavoz|director|directora|jefe|jefa|abogado|abogada|fiscal|policía|diputada|diputado|senador|senadora|profesor|profesora|investigador|investigadora|médica|médico|entrenador|entrenadora|juez|jueza|gobierno|empresa|compañía|sindicato|asociación|ministerio|partido|testigo|vecinos?|vecinas?|experto|experta|expertos|responsable|dueña|dueño|madre|padre|hermano|hermana|hijo|hija|hombre|mujer|jugador|jugadora|autor|autora|escritor|escritora|periodista|fundador|fundadora|gobernador|gobernadora|papa|pape|rey|reina|roi|reine)$/u;

/** The phrase that begins at a unit, with the name in it or in commas behind it; a description only for who or what can speak. */
export function romancePhrase(units: Unit[], from: number): Phrase | null {
  const first = units[from];
  if (!isWord(first) || nothing.test(first.lower)) return null;
  if (/^(?:il|elle|él|ella)$/u.test(first.lower)) return { from, to: from + 1, kind: 'pronoun', nameFrom: from };
  let to = from;
  while (to < from + mostWords && isWord(units[to]) && !stops(units, to, from)) to++;
  if (to === from) return null;
  const name = nameIn(units, from, to);
  if (name !== null) return { from, ...name, kind: 'name' };
  const described = units.slice(from, to).findIndex(({ lower }) => speaks.test(lower.replace(/^[ld]['’]/u, '')));
  if (described < 0 || !(has(first, is.determiner | is.possessive) || /^l['’]/u.test(first.lower))) return null;
  // "la maire de Ville, Léa Marchand,": the name in commas behind.
  if (units[to]?.text === ',' && units[to + 1]?.capital) {
    const apposed = nameIn(units, to + 1, runEnd(units, to + 1));
    if (apposed !== null && apposed.nameFrom === to + 1) return { from, ...apposed, kind: 'name' };
  }
  return { from, to, kind: 'nominal', nameFrom: to };
}

/** "dit-il", "a-t-elle": a verb with its pronoun. */
export function isVoiced(unit: Unit | undefined): boolean {
  return isWord(unit) && /^\p{Ll}+-(?:t-)?(?:il|elle)$/u.test(unit.lower);
}

/** The small words of a name: "de" in "Ana de Hale", "la" in "de la Cruz". */
export function isRomanceParticle(units: Unit[], at: number): boolean {
  const unit = units[at];
  const before = units[at - 1];
  if (
    !isWord(unit) ||
    unit.capital ||
    !/^(?:de|del|della|du|la|le|da|dos|di|al|bin|y|von|van|der|den)$/u.test(unit.lower)
  )
    return false;
  const next = units[at + 1];
  const joins =
    next?.capital === true || (/^(?:la|los|las|der|den)$/u.test(next?.lower ?? '') && units[at + 2]?.capital === true);
  return joins && (before?.capital === true || /^(?:de|von|van)$/u.test(before?.lower ?? ''));
}

function stops(units: Unit[], at: number, from: number): boolean {
  const unit = units[at];
  if (at === from || isRomanceParticle(units, at)) return false;
  if (has(unit, is.speech | is.auxiliary | is.subordinator | is.coordinator | is.pronoun | is.time)) return true;
  if (isVoiced(unit)) return true;
  return has(unit, is.adverb) && !unit?.capital;
}

function runEnd(units: Unit[], from: number): number {
  let to = from;
  while (to < from + 7 && isWord(units[to]) && (units[to]?.capital || isRomanceParticle(units, to))) to++;
  return to;
}

/** The first name inside a phrase that no preposition leads to ("la maire de Ville Léa Marchand": the last one), or null. */
function nameIn(units: Unit[], from: number, to: number): { nameFrom: number; to: number } | null {
  let found: { nameFrom: number; to: number } | null = null;
  for (let at = from; at < to; at++) {
    const unit = units[at];
    if (!unit?.capital || has(unit, functionWord | is.adverb | is.time)) continue;
    const end = Math.min(to, runEnd(units, at));
    // "de CGT", "de la CGT"
    const link = at > from + 1 && has(units[at - 1], is.determiner) ? at - 2 : at - 1;
    const led =
      (link >= from &&
        (has(units[link], is.preposition) || /^(?:du|des|aux?|del|al)$/u.test(units[at - 1]?.lower ?? ''))) ||
      /^d['’]/u.test(unit.lower);
    if (!led) found = { nameFrom: at, to: end };
    if (!led) break;
    at = end - 1;
  }
  return found;
}
