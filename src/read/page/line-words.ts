import { WEEKDAYS } from '../../text/lists/calendar.ts';
import { PLAINLY_SAYING } from '../../text/lists/foreign-speech-verbs.ts';
import { monthNumber } from '../../text/lists/months.ts';
import { speechVerb } from '../../text/lists/speech-verbs.ts';
import { isZone } from '../../text/lists/zones.ts';
import { plain } from './site-phrases.ts';

/** Words beside a date or a name that say nothing about the news; `plain`, in the languages that news is most often written in. */
const LABELS = new Set(
  `published posted updated created modified edited first last date time on at by from and with in the of to for am pm a m p min mins minutes
  minute hour hours ago an read words text story reporting writing additional staff writer reporter editor correspondent special
  veroffentlicht erstellt aktualisiert geandert zuletzt stand vom von und mit im um am uhr lesezeit minuten datum text aus fur der die das den
  erschienen publiziert publie mis mise jour a le la les par de du des et en avec pour heure heures modifie cree lecture temps dernier derniere
  publicado publicada actualizado actualizada el las los y e con por para del hora horas lectura ultima fecha creado
  atualizado em da do das dos as no na com leitura pubblicato pubblicata aggiornato aggiornata il alle ore di del della lo tempo lettura ultimo
  gepubliceerd geplaatst bijgewerkt op om uur door en het van laatste leestijd opublikowano opublikowany aktualizacja dodano data dnia o godz przez r w z
  publicerad uppdaterad senast den kl av och med publisert oppdatert publiceret opdateret og fra julkaistu paivitetty klo kello i
  lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta feira
  lunedi martedi mercoledi giovedi venerdi domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
  poniedzialek wtorek sroda czwartek piatek sobota niedziela mandag tirsdag onsdag torsdag fredag lordag sondag tisdag
  опубликовано обновлено года год в и от г понедельник вторник среда четверг пятница суббота воскресенье опубліковано оновлено року
  jr sr st nd rd th`.split(/\s+/),
);

/**
 * The words of a line that run on as a sentence's do: in lower case, and neither a month's name nor one of the labels and little words that stand
 * beside dates and names. None in scripts without lower case.
 */
export function runningWords(line: string): string[] {
  const words = line.slice(0, 400).match(/(?<![\p{L}\p{M}\p{N}@#./_])\p{Ll}[\p{L}\p{M}’'-]*/gu) ?? [];
  return words.filter((word) => !LABELS.has(plain(word)) && !isZone(word) && monthNumber(word) === null);
}

/** Whether the first word of a line is a number, a day, a month or a label such as stand beside dates. */
export function opensAsLabel(line: string): boolean {
  const word = /[\p{L}\p{M}]+|\d+/u.exec(line)?.[0] ?? '';
  return /^\d/.test(word) || LABELS.has(plain(word)) || WEEKDAYS.includes(plain(word)) || monthNumber(word) !== null;
}

/** Whether a line ends as a sentence does, with a stop of its own and not with dots that break off. */
export function endsAsSentence(line: string): boolean {
  return /[\p{L}\p{N}\p{M})\]%”"»』」’'][.!?。！？؟।]["”»』」’')\]]*$/u.test(line);
}

const FOREIGN_VERBS = new Set(PLAINLY_SAYING);

/** Whether the end of a line says who said the rest: "…, said the mayor." */
export function namesSpeaker(line: string): boolean {
  const comma = line.lastIndexOf(',');
  if (comma < 0 || !endsAsSentence(line)) return false;
  const words = plain(line.slice(comma + 1)).match(/\p{L}+/gu) ?? [];
  return words.length >= 2 && words.slice(0, 6).some((word) => speechVerb(word) !== null || FOREIGN_VERBS.has(word));
}

/** How a letter or speech begins: "Ladies and gentlemen," "Dear readers:" */
export function isSalutation(line: string): boolean {
  return (
    /\p{L}[,،、，;]$/u.test(line) ||
    /^(?:ladies and gentlemen|meine (?:sehr verehrten )?damen und herren|mesdames et messieurs|senoras y senores|signore e signori|dames en heren)$/.test(
      plain(line),
    ) ||
    /^(?:dear|liebe[rs]?|sehr geehrte|chers?|cheres?|estimad|querid|car[aei]|beste|geachte|drodzy|szanowni|basta|kjaere|kaere)\p{L}*\s[^|/]{2,60}:$/u.test(
      plain(line),
    )
  );
}
