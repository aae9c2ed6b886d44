import { MONTH_PATTERN } from '../../text/lists/calendar.ts';

/** What stands before the first paragraph's dash. `length` is how many UTF-16 code units of the paragraph it takes, dash and space included. */
export interface Dateline {
  /** Null when the paragraph only names an agency: "(CNN) —". */
  place: string | null;
  agency: string | null;
  length: number;
}

/** Wire agencies and broadcasters that sign datelines, by the short form they sign with. */
export const WIRE_AGENCIES: ReadonlyMap<string, string> = new Map([
  ['AP', 'Associated Press'],
  ['Associated Press', 'Associated Press'],
  ['Reuters', 'Reuters'],
  ['AFP', 'Agence France-Presse'],
  ['UPI', 'United Press International'],
  ['dpa', 'Deutsche Presse-Agentur'],
  ['DPA', 'Deutsche Presse-Agentur'],
  ['EFE', 'EFE'],
  ['ANSA', 'ANSA'],
  ['AAP', 'Australian Associated Press'],
  ['PA', 'PA Media'],
  ['PTI', 'Press Trust of India'],
  ['ANI', 'Asian News International'],
  ['IANS', 'Indo-Asian News Service'],
  ['Xinhua', 'Xinhua'],
  ['TASS', 'TASS'],
  ['Kyodo', 'Kyodo News'],
  ['Yonhap', 'Yonhap'],
  ['KCNA', 'Korean Central News Agency'],
  ['ISNA', 'ISNA'],
  ['IRNA', 'IRNA'],
  ['MENA', 'MENA'],
  ['Bloomberg', 'Bloomberg'],
  ['CNN', 'CNN'],
  ['CBS', 'CBS News'],
  ['BBC', 'BBC'],
  ['NBC', 'NBC News'],
  ['ABC', 'ABC News'],
  ['CP', 'The Canadian Press'],
  ['Canadian Press', 'The Canadian Press'],
  ['KUNA', 'Kuwait News Agency'],
  ['WAM', 'WAM'],
  ['TNS', 'Tribune News Service'],
]);

const MONTH = `(?:${MONTH_PATTERN})\\.?`;
const DATE = `(?:${MONTH} \\d{1,2}|\\d{1,2} ${MONTH})(?:,? \\d{4})?`;
const DASH = '\\s{0,3}(?:[—–―]|--?-?|(?<=\\s)_(?=\\s))\\s{0,3}';
const CAPITALS =
  "[\\p{Lu}](?:[\\p{Lu}'’.]|-(?=\\p{Lu}))*(?:[ /](?:(?:de|del|la|las|los|el|al|of|the|an|der|am|do|da|du|d['’])[ ]?)?[\\p{Lu}](?:[\\p{Lu}'’.]|-(?=\\p{Lu}))*){0,4}";
const MIXED = "[\\p{Lu}][\\p{L}'’.-]*(?:[ /](?:(?:de|del|la|of|the|al|do)[ ])?[\\p{Lu}][\\p{L}'’.-]*){0,3}";
const REGION = `(?:, (?!${MONTH} \\d)[\\p{Lu}][\\p{L}.'’-]*(?: (?:of |the )?[\\p{Lu}][\\p{L}.'’-]*){0,3})?`;
const AGENCY = '\\(([\\p{L}][\\p{L} /.-]{1,30})\\)';

const CAPITAL_PLACE = new RegExp(
  `^(${CAPITALS}${REGION})(?:, ${DATE},?)?(?: ?${AGENCY})?${DASH}(?=[\\p{Lu}\\p{Lo}\\p{N}“‘"'«$€£¥(\\[])`,
  'u',
);
const SIGNED_PLACE = new RegExp(
  `^(${MIXED}${REGION})(?:, ${DATE},?(?: ?${AGENCY})?| ?${AGENCY})${DASH}(?=[\\p{Lu}\\p{Lo}\\p{N}“‘"'«$€£¥(\\[])`,
  'u',
);
const AGENCY_ONLY = new RegExp(`^(?:${DATE} )?${AGENCY}${DASH}(?=\\S)`, 'u');
const LABEL =
  /^(?:BREAKING|UPDATED?|WATCH|VIDEO|EXCLUSIVE|OPINION|CORRECTION|CLARIFICATION|LIVE|ANALYSIS|PHOTOS?|NEWS|EDITOR|READ|MORE|NOTE|REVIEW|PODCAST|INTERVIEW|Q|A|I|II|III|FACT|TIMELINE|EXPLAINER)\b/;

/** The dateline that a paragraph opens with: a place in capitals, or in mixed case when a date or an agency follows; then a dash. */
export function readDateline(paragraph: string): Dateline | null {
  const head = paragraph.slice(0, 140);
  const capital = CAPITAL_PLACE.exec(head);
  if (capital?.[1] !== undefined && isPlace(capital[1], capital[0])) {
    return { place: capital[1], agency: agencyName(capital[2]), length: capital[0].length };
  }
  const signed = SIGNED_PLACE.exec(head);
  if (signed?.[1] !== undefined && (signed[3] === undefined || agencyName(signed[3]) !== null)) {
    return { place: signed[1], agency: agencyName(signed[2] ?? signed[3]), length: signed[0].length };
  }
  const only = AGENCY_ONLY.exec(head);
  const agency = agencyName(only?.[1]);
  return only !== null && agency !== null ? { place: null, agency, length: only[0].length } : null;
}

// A hyphen without spaces joins words ("COVID-19"), and a label before a dash is not a place.
function isPlace(place: string, whole: string): boolean {
  if (LABEL.test(place) || !/\p{Lu}{3}/u.test(place)) return false;
  const dash = whole.slice(place.length);
  return /[—–―_]|--|\s-\s|\)\s*-/.test(dash);
}

function agencyName(signed: string | undefined): string | null {
  if (signed === undefined) return null;
  return WIRE_AGENCIES.get(signed.trim()) ?? null;
}
