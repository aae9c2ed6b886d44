import { expect, test } from 'vitest';
import { quotesOf } from '../../src/quote/quotes.ts';

const speakers = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .map(({ text: words, speaker }) => [words, speaker?.name ?? null]);

const GERMAN = 'Der Rat der Stadt stritt am Montag über die Brücke und das Wasser. ';
const FRENCH = 'Le maire de la ville a dit que le pont est sûr pour les gens. ';
const SPANISH = 'La alcaldesa de la ciudad dijo que el puente se queda como está. ';

test.each([
  [
    'the verb stands second',
    `${GERMAN}Dazu erklärte die Bürgermeisterin Jana Weiß: „Wir bauen im Herbst.“`,
    'Jana Weiß',
  ],
  ['“so” needs no verb', `${GERMAN}„Die Lage ist ernst und bleibt es“, so Lenz.`, 'Lenz'],
  [
    'a name in commas',
    `${GERMAN}Der Chef der Werft für Boote, Frank-Jürgen Wulf, sagte: „Es geht voran.“`,
    'Frank-Jürgen Wulf',
  ],
  [
    'a role without a name',
    `${GERMAN}„Das ist falsch und bleibt es“, meinte die Sprecherin der Bahn.`,
    'Sprecherin der Bahn',
  ],
  [
    '“er” behind the verb',
    `${GERMAN}Karl Wendt war da. „Wir haben alles versucht“, sagte er der Zeitung.`,
    'Karl Wendt',
  ],
  ['“sie” behind the verb', `${GERMAN}Petra Lohse war da. „Wir haben alles versucht“, erklärte sie.`, 'Petra Lohse'],
  [
    '“sie” for the subject, not for who came along',
    `${GERMAN}Jana Weiß kam mit Mia Lorenz und Eva Kern. „Es geht voran“, sagte sie.`,
    'Jana Weiß',
  ],
  ['who contradicts', `${GERMAN}Seine Stellvertreterin Petra Lohse widersprach: „Das stimmt so nicht.“`, 'Petra Lohse'],
  [
    'words between verb and subject',
    `${FRENCH}« On ne nous a rien dit hier », regrette pour sa part Nadia Ferhat, déléguée.`,
    'Nadia Ferhat',
  ],
  ['who is cited', `${GERMAN}„Es geht voran und bleibt so“, wird Wulf zitiert.`, 'Wulf'],
  [
    'an auxiliary before the verb',
    `${FRENCH}« Le pont est sûr et le restera », a déclaré la maire Léa Marchand.`,
    'Léa Marchand',
  ],
  [
    'a source before the words',
    `${FRENCH}Selon Marie Dubois, « le pont est sûr et le restera longtemps ».`,
    'Marie Dubois',
  ],
  ['“ha dicho”', `${SPANISH}«El puente es seguro y lo seguirá siendo», ha dicho Ruiz.`, 'Ruiz'],
  ['a clause that is told', `${GERMAN}Ole Brandt sagte, der Bau sei „ein Gewinn für die ganze Stadt“.`, 'Ole Brandt'],
  [
    'an apposition before the verb',
    `${GERMAN}Ole Brandt, ein Meister aus der Werft, sagte: „Wir bauen im Herbst.“`,
    'Ole Brandt',
  ],
  ['“wie X mitteilte”', `${GERMAN}Wie Jana Weiß mitteilte, sei „der Bau im Herbst fertig“.`, 'Jana Weiß'],
  ['“den X zufolge”', `${GERMAN}Den Behörden zufolge war es „ein tragischer Unfall“.`, 'Behörden'],
  [
    'a document that says it',
    `${GERMAN}„Die Arbeiten gehen weiter“, heißt es in einer Mitteilung der Werft.`,
    'Mitteilung der Werft',
  ],
  [
    'what announces the words without a verb of speech',
    `${GERMAN}Dabei griff die Ministerin Jana Weiß den Rat an: „Es geht nicht voran.“`,
    'Jana Weiß',
  ],
  [
    'a pronoun for the only woman spoken of',
    `${GERMAN}Die Ministerin Jana Weiß kam am Abend. Sie sagte: „Wir bauen im Herbst.“`,
    'Jana Weiß',
  ],
  [
    'what goes on in another mood',
    `${GERMAN}Jana Weiß forderte ein Verbot. Es drohe „eine dramatische Flut bis zum Herbst“.`,
    'Jana Weiß',
  ],
  ['“und” before the next piece', `${GERMAN}Jana Weiß sagte: „Wir bauen.“ Und: „Es geht voran.“`, 'Jana Weiß'],
  ['whom somebody cites', `${GERMAN}„Es geht voran“, zitiert die Zeitung Jana Weiß.`, 'Jana Weiß'],
  ['an owner before the name', `${GERMAN}„Es geht voran“, sagte Hafenburgs Bürgermeisterin Jana Weiß.`, 'Jana Weiß'],
  ['a title before the name', `${GERMAN}Das sei „ein Fehler“, so Prof. Dr. Jana Weiß.`, 'Jana Weiß'],
  [
    'the pronoun of an inversion',
    `La ministre Claire Duval a présenté mardi le plan. Elle a dit que les travaux sont finis. « Nous irons au bout », a-t-elle ajouté.`,
    'Claire Duval',
  ],
  [
    'French: the name behind the office of a body',
    `${FRENCH}Le secrétaire général de la CTG, Paul Rey, a dénoncé « une provocation de plus ».`,
    'Paul Rey',
  ],
  [
    'Spanish: the name behind the office of a body',
    `${SPANISH}El secretario general de la UTG, Pablo Ruiz, dijo que « todo va bien por aquí ».`,
    'Pablo Ruiz',
  ],
  [
    'a name behind an office',
    `${FRENCH}Le ministre des Transports, Paul Rey, a estimé que le pont était « la honte de la région ».`,
    'Paul Rey',
  ],
  [
    'circumstances before the subject',
    `${FRENCH}« Il faut agir », a déclaré mardi sur Inter la députée Inès Moreau.`,
    'Inès Moreau',
  ],
  [
    'an aside before the subject',
    `${FRENCH}« C’est fini », lance, amer, le patron de la scierie.`,
    'patron de la scierie',
  ],
  ['“comme l’a rappelé”', `${FRENCH}Comme l'a rappelé Inès Moreau, « la loi est la loi ».`, 'Inès Moreau'],
  ['“para X”', `${SPANISH}Para Luis Ruiz, «la ley es clara».`, 'Luis Ruiz'],
  [
    'a name of several small words',
    `${SPANISH}El presidente de la empresa, Luis de la Cruz, explicó: «Hemos perdido la mitad».`,
    'Luis de la Cruz',
  ],
  [
    'whom it was said to',
    `${SPANISH}“Estamos muy contentos”, dijo a la prensa el entrenador Martín Olmo.`,
    'Martín Olmo',
  ],
])('%s', (_, text, name) => {
  expect(speakers(text).at(-1)?.[1]).toBe(name);
});

test('what French says inside the marks is not part of the words', () => {
  const text = `${FRENCH}« La situation est grave, a dit la maire Léa Marchand, et elle le restera. »`;
  expect(speakers(text)).toEqual([
    ['La situation est grave,', 'Léa Marchand'],
    ['et elle le restera.', 'Léa Marchand'],
  ]);
});

test('marks inside French marks belong to the words', () => {
  expect(speakers(`${FRENCH}« Nous « voulons » partir ce soir », a ajouté Paul Rey.`)).toEqual([
    ['Nous « voulons » partir ce soir', 'Paul Rey'],
  ]);
});

test('Spanish dialogue by dashes is speech', () => {
  expect(speakers('—No vamos a cerrar el puente —dijo la alcaldesa Lucía Prado—. La gente lo necesita.')).toEqual([
    ['No vamos a cerrar el puente', 'Lucía Prado'],
    ['La gente lo necesita.', 'Lucía Prado'],
  ]);
});

test.each([
  `${GERMAN}Es drohe „eine dramatische Flut bis zum Herbst“.`,
  `${GERMAN}Ähnlich äußerten sich viele: „Es geht voran.“`,
  `${GERMAN}Das Band trägt den Titel „Nebel über dem alten Hafen“.`,
  `${FRENCH}Le 5 décembre, « la grande marche des villages » a réuni mille personnes.`,
  `${SPANISH}«La convocatoria incluye a todos», señala el texto.`,
  `${SPANISH}Se le llama «la gran obra de la ciudad».`,
])('where nothing tells it plainly nobody is named: %s', (text) => {
  expect(speakers(text).every(([, name]) => name === null)).toBe(true);
});

test('a Spanish verb without a subject is said by whoever spoke before it', () => {
  const text = `${SPANISH}“No vamos a permitirlo”, aseguró el alcalde Tomás Rueda. “Es un ataque a la ciudad”, añadió.`;
  expect(speakers(text).map(([, name]) => name)).toEqual(['Tomás Rueda', 'Tomás Rueda']);
  expect(
    speakers('El puente se queda como está por el agua y los barcos. “Es un ataque a la ciudad”, añadió.'),
  ).toEqual([['Es un ataque a la ciudad', null]]);
});
