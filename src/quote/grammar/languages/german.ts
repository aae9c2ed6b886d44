// Enough German to find who says what stands in marks: closed classes and verbs of speech in the forms that news uses.
export const german = {
  tells:
    'der die das und ist nicht ein eine mit für auf von dem den sich sagte werden wurde nach bei zum zur auch im am',
  determiner:
    'der die das den dem des ein eine einen einem einer eines dieser diese dieses jeder jede kein keine mehrere viele einige',
  possessive: 'sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere mein meine',
  pronoun: 'er sie es wir ich man ihn ihm ihnen',
  preposition:
    'von mit für auf in im am an bei nach zu zum zur aus über unter vor gegen um durch seit bis laut zufolge gegenüber während wegen beim vom ins',
  auxiliary:
    'ist war sind waren hat hatte haben hatten wird wurde werden wurden kann konnte soll sollte muss musste will wollte nicht',
  coordinator: 'und oder aber sondern denn',
  subordinator: 'dass weil wenn als ob obwohl nachdem bevor damit wie',
  speech: `sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten meinte meint meinten fügte schrieb schreibt schrieben
    kritisierte kritisiert forderte fordert forderten fragte fragt antwortete antwortet warnte warnt warnten berichtete berichtet kündigte
    erzählte erzählt behauptete behauptet rief ruft äußerte äußerten bestätigte bestätigt versicherte versichert twitterte urteilte urteilt
    lobte lobt mahnte mahnt ergänzte ergänzt kommentierte kommentiert entgegnete entgegnet erwiderte erwidert konstatierte resümierte
    bekräftigte bekräftigt unterstrich verkündete verkündet bilanzierte erinnerte prognostizierte bedauerte beklagte beteuerte räumte gab
    teilte stellte hob wies fuhr führte strich klagte begründete formulierte verlautbarte befand lautete schilderte reagierte reagiert begrüßte wetterte konterte
    argumentierte argumentiert spottete jubelte appellierte verteidigte meldete beschrieb beschreibt würdigte bewertete feierte findet fand spricht sprach`,
  adverb: `auch dann noch schon nun jetzt gestern heute morgen hier dort bereits erneut später zudem dazu sich
    weiter dabei darauf daraufhin danach zugleich gleichzeitig wörtlich anschließend schließlich zuvor dagegen allerdings jedoch hierzu damit
    darüber deshalb ferner außerdem unterdessen inzwischen zunächst ähnlich konkret kritisch nur lediglich abschließend demnach hingegen`,
  time: 'montag dienstag mittwoch donnerstag freitag samstag sonntag montagabend',
  // "…“, so Lenz": needs no verb.
  so: 'so',
  accordingTo: 'laut',
};
