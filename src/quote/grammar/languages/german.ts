import { GERMAN_SPEECH_VERBS } from '../../../text/lists/foreign-speech-verbs.ts';
import { longMonths } from '../../../text/lists/months.ts';

// Enough German to find who says what stands in marks: closed classes, verbs of speech in the forms that news uses, and the endings of nouns.

/** Nouns for who somebody is, alone or as the end of a compound. */
export const roleEnding =
  /(?:chef|minister|präsident|sprecher|meister|kanzler|vorsitzende|vorsitzender|direktor|leiter|sekretär|kommissar|richter|anwalt|anwält|trainer|experte?|forscher|professor|politiker|vorstand|mitglied|gouverneur|botschafter|general|kardinal|bischof|rabbiner|könig|autor|abgeordnete|abgeordneter|senator|wissenschaftler|geschäftsführer|manager|kapitän|pilot|arzt|ärzt|lehrer|schüler|bürger|einwohner|bewohner|anwohner|demonstrant|vertreter|inhaber|besitzer|betreiber|gründer|veranstalter|organisator|augenzeug|zeuge|journalist|redakteur|historiker|ökonom|analyst|regisseur|schauspieler|sänger|musiker|künstler|spieler|torwart|stürmer|vater|mutter|bruder|schwester|papst|polizist|beamte|beamter|ermittler|kritiker|beobachter|befürworter|gegner|anhänger|kandidat|kandidaten|amtsinhaber|repräsentant|biologe|psychologe|soziologe|philosoph|theologe|pfarrer|landwirt|insider|wirt|verwalter|koordinator|beauftragte|beauftragter|oberst|offizier|kommandant|kommandeur|major|premier|landrat|stadtrat|autorin|moderator|moderatorin|designer|architekt|ingenieur|unternehmer|händler|berater|aktivist|gewerkschafter|feuerwehrm[aä]nn|fachm[aä]nn|obm[aä]nn|kaufm[aä]nn|staatsm[aä]nn|frau|männer|lady)(?:in|innen|en|er|n|s|e|r)?$/iu;
/** Nouns for bodies, which speak through somebody. */
export const bodyEnding =
  /(?:behörde|polizei|feuerwehr|ministerium|regierung|gericht|gerichtshof|institut|verband|bund|gewerkschaft|partei|fraktion|verein|unternehmen|firma|konzern|zeitung|agentur|kommission|staatsanwaltschaft|sender|magazin|organisation|stiftung|gesellschaft|universität|amt|bank|rat|klub|club|kammer|initiative|bündnis|hilfswerk|werk|gruppe|team|redaktion|allianz|liga|kirche|botschaft|verwaltung|union|vereinigung|zentrale|zentrum|delegation)(?:en|s|es|e|n)?$/iu;
/** Nouns for what is written down and can say something. */
export const documentEnding =
  /(?:bericht|erklärung|mitteilung|studie|brief|schreiben|gutachten|entwurf|papier|urteil|website|webseite|meldung|stellungnahme|resolution|tweet|memorandum|aufruf|nachricht|dokument|protokoll|umfrage|titelseite)(?:en|s|es|e|n|er)?$/iu;
export const titleWord =
  /^(?:Prof|Dr|Herr|Frau|Doktor|Sir|Graf|Freiherr|Pater|Rabbi|Imam|Scheich|Prinz|Prinzessin|Lord|Lady|Ayatollah|Großayatollah)\.?$/u;
/** Endings of nouns that name no person. */
export const abstractEnding =
  /(?:ung|ungen|heit|keit|schaft|tion|tät|nis|ismus|ment|liche|liches|zeit|tag|jahr|woche|monat|hintergrund|grund|gründe|ziel|anlass|folge|teil|zahl|fall|fälle|frage|thema|weise|seite|ende|beginn|angriff|kritik|plan|pläne|idee|wort|worte|worten|angaben|thron|rede|zitat|text|motto|titel)$/iu;
/** What is only told: "die Lage sei ernst". */
export const reported =
  /^(?:sei|seien|habe|werde|müsse|könne|solle|dürfe|wolle|möge|gebe|gehe|komme|stehe|bleibe|liege|drohe|brauche|mache|wisse|lasse|finde|fehle|halte|nehme|sehe|bringe|zeige|gelte|bedeute|führe|hätten|hätte|wären|wäre)$/u;
/** "das Fazit der Betreiber": nouns for what is said. */
export const saying =
  /^(?:fazit|kommentar|kritik|urteil|begründung|erklärung|aussage|einschätzung|antwort|reaktion|forderung|appell|vorwurf|warnung|resümee|bilanz|worte|stellungnahme|wortlaut|vorschlag)$/u;

export const german = {
  tells:
    'der die das und ist nicht ein eine mit für auf von dem den sich sagte werden wurde nach bei zum zur auch im am er sie wie aus dass haben wird sind wir ich uns wenn fügte erklärte',
  determiner:
    'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen jeder jede kein keine mehrere viele einige zahlreiche alle beide',
  possessive: 'sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere mein meine',
  pronoun: 'er sie es wir ich man ihn ihm ihnen ihr sich wer was dies',
  preposition:
    'von mit für auf in im am an bei nach zu zum zur aus über unter vor gegen um durch seit bis laut zufolge gegenüber während wegen beim vom ins ans trotz ohne zwischen hinter neben anlässlich angesichts per',
  auxiliary:
    'ist war sind waren hat hatte haben hatten wird wurde werden wurden kann konnte soll sollte muss musste will wollte nicht sei seien habe würde würden könnte müsste müssten könnten sollten wollten',
  coordinator: 'und oder aber sondern denn doch sowie',
  subordinator: 'dass weil wenn als ob obwohl nachdem bevor damit wie falls sobald indem da',
  speech: GERMAN_SPEECH_VERBS.join(' '),
  adverb: `auch dann noch schon nun jetzt gestern heute morgen hier dort bereits erneut später zudem dazu sich so
    weiter dabei darauf daraufhin danach zugleich gleichzeitig wörtlich anschließend schließlich zuvor dagegen allerdings jedoch hierzu damit
    darüber deshalb ferner außerdem unterdessen inzwischen zunächst ähnlich konkret kritisch nur lediglich abschließend demnach hingegen
    selbst sogar ebenfalls ebenso indes mittlerweile ausdrücklich weiterhin übrigens folgendes selber aber etwa rund gegenwärtig direkt
    später früher wörtlich daher somit dafür davon daran darin hierbei vielmehr zwar sonst nochmals wiederum jedenfalls offenbar`,
  time: `montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend montagabend ${longMonths('de').join(' ')}`,
  // "…“, so Lenz": needs no verb.
  so: 'so',
  accordingTo: 'laut',
};
