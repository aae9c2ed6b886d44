/**
 * Verbs of speech of other languages than English, in the forms that news uses.
 */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const GERMAN_SPEECH_VERBS =
  words(`sagte sagt sagten sagen gesagt erklärte erklärt erklärten erklären betonte betont betonten meinte meint meinten meinen fügte schrieb
    schreibt schrieben geschrieben
    kritisierte kritisiert kritisierten forderte fordert forderten fragte fragt fragten antwortete antwortet warnte warnt warnten berichtete berichtet kündigte
    erzählte erzählt behauptete behauptet rief ruft äußerte äußert äußerten bestätigte bestätigt versicherte versichert twitterte urteilte urteilt
    lobte lobt mahnte mahnt ergänzte ergänzt kommentierte kommentiert kommentierten entgegnete entgegnet erwiderte erwidert konstatierte resümierte
    bekräftigte bekräftigt unterstrich verkündete verkündet bilanzierte erinnerte erinnert prognostizierte bedauerte bedauert beklagte beklagt beteuerte räumte gab
    teilte teilten stellte hob wies fuhr führte strich klagte begründete begründet formulierte formuliert verlautbarte befand lautete schilderte schildert reagierte reagiert begrüßte begrüßt
    wetterte konterte kontert schätzte schätzt
    argumentierte argumentiert spottete jubelte appellierte verteidigte verteidigt meldete meldet beschrieb beschreibt würdigte würdigt bewertete bewertet feierte findet fand spricht sprach
    sprachen verurteilte verurteilt bezeichnete bezeichnet bezeichneten nannte nennt nannten verlangte verlangt verlangten versprach verspricht drohte droht bat dankte dankt
    gestand hofft hoffte glaubt glaubte vermutet vermutete freute ärgerte gratulierte verwies verweist plädierte plädiert bemängelte bemängelt rügte rügt wirft warf werfen warfen
    ankündigte mitteilte mitteilt hervorhob zugab einräumte hinzufügte aussagte bekannte attackierte attackiert
    prophezeite prophezeit scherzte scherzt schimpfte schimpft polterte entschuldigte rechtfertigte rechtfertigt erläuterte erläutert analysierte analysiert
    widersprach widerspricht widersprachen empörte empört empörten beanstandet beanstandete bestritt bestreitet dementierte dementiert empfahl empfiehlt hieß heißt`);

export const FRENCH_SPEECH_VERBS =
  words(`dit disait déclare déclaré déclarait affirme affirmé affirmait explique expliqué expliquait ajoute ajouté précise précisé souligne souligné
    estime estimé assure assuré indique indiqué annonce annoncé répond répondu raconte raconté écrit lance lancé demande demandé martelé rappelle
    rappelé regrette regretté insiste insisté confie confié note noté dénonce dénoncé reconnaît reconnu résume résumé conclut conclu publié
    commente commenté poursuit poursuivi témoigne témoigné prévient prévenu avance avancé s’inquiète réagi réagit glissé juge jugé tweeté plaide
    plaidé soupire s’exclame exclamé argue argué relève relevé détaille détaillé fustigé salué justifié justifie`);

export const SPANISH_SPEECH_VERBS =
  words(`dijo dice decía dicho afirmó afirma afirmado aseguró asegura asegurado declaró declara declarado explicó explica explicado añadió añade
    añadido señaló señala señalado indicó indica indicado anunció anunciado sostuvo sostiene manifestó manifestado comentó comenta respondió
    responde preguntó escribió escrito advirtió advierte insistió insiste insistido subrayó subraya subrayado recordó recuerda recordado destacó
    destaca expresó reconoció reconocido apuntó apunta agregó agrega contó relató denunció denuncia criticó pidió exclamó admitió lamentó
    reiteró precisó puntualizó zanjó concluyó concluye opinó opina replicó contestó matizó confesó aclaró`);

/** Those that do nothing but say, in more languages, without accents: with one of them the end of a line names who spoke. */
export const PLAINLY_SAYING = words(
  `sagt sagte sagen erklarte meint meinte rief dit dijo dice explico disse diz detto dichiara zei zegt sa sade siger sagde mowi powiedzial
  powiedziala сказал сказала`,
);
