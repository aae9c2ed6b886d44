/**
 * What headlines and openings in German, French, Spanish, Italian, Portuguese, Dutch, Chinese and Japanese weigh, as `cues.ts` has it for
 * English. An English word in them means something else: German "war" is "was", French "coup" a stroke.
 */

function cue(words: string, other = ''): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.trim().replace(/\s*\n\s*/g, '|')})(?!\\p{L})${other && `|${other}`}`, 'iu');
}

export const FOREIGN_WEIGHTY: readonly (readonly [what: string, weight: number, cue: RegExp])[] = [
  [
    'lives lost or in danger',
    2,
    cue(
      `tote[nrs]?|tot|getötet\\p{L}*|stirbt|sterben|starb(?:en)?|gestorben|\\p{L}*verletzt(?:e[nr]?)?|\\p{L}*unglück|\\p{L}*unfall|absturz|\\p{L}*erdbeben|überschwemmung(?:en)?|hochwasser|\\p{L}*brand|explosion|anschlag|vermisst\\p{L}*|\\p{L}*mord|einsturz|ertrunken
      morte?s?|décès|tuée?s?|blessée?s?|séisme|tremblement de terre|incendies?|inondations?|attentat|fusillade|accident|disparue?s?|effondrement|meurtre|noyée?s?
      muert[oae]s?|muere|mueren|herid[oa]s?|terremoto|sismo|incendios?|inundaci(?:ón|ones)|atentado|tiroteo|accidente|desaparecid[oa]s?|asesin\\p{L}+|explosión|derrumbe
      mort[oi]|ferit[oi]|alluvione|attentato|omicidio|incidente|crollo
      feridos?|morre(?:u|m|ram)?|incêndios?|enchentes?|acidente|terremotos?|tiroteios?
      doden|gewonden?|aardbeving|overstroming|aanslag|ongeluk|omgekomen`,
      '死亡|死者|死傷|地震|津波|火災|洪水|事故|遇难|受伤|爆炸',
    ),
  ],
  [
    'war and peace',
    2,
    cue(
      `krieg(?:e?s)?|waffenruhe|waffenstillstand|luftangriffe?|angriffe?|raketen?|drohnen?|truppen|nato|sanktionen|putsch
      guerre|cessez-le-feu|trêve|missiles?|drones?|frappes?|troupes|otan|sanctions|putsch
      guerra|alto el fuego|tregua|misil(?:es)?|tropas|sanciones|golpe de estado
      cessate il fuoco|missili|truppe|cessar-fogo|mísseis|oorlog|wapenstilstand|raketaanval`,
      '戦争|停戦|ミサイル|战争|停火|导弹',
    ),
  ],
  [
    'the law',
    1.5,
    cue(
      `festgenommen|festnahmen?|verhaftet|anklage|angeklagt\\p{L}*|urteil|verurteilt|\\p{L}*gericht(?:s|shof)?|prozess|ermittel[tn]|ermittlungen|staatsanwalt(?:schaft)?|razzia
      arrêtée?s?|interpell\\p{L}+|mise? en examen|procès|condamnée?s?|tribunal|justice|enquête|garde à vue|cour (?:d|s)\\p{L}+
      deten\\p{L}+|arrestad[oa]s?|juicio|condenad[oa]s?|juez|jueza|fiscal(?:ía)?|sentencia|imputad[oa]s?
      arrestat[oi]|processo|condannat[oi]|procura|preso|condenado|julgamento|gearresteerd|rechtbank|veroordeeld`,
      '逮捕|起訴|判決|被捕|法院',
    ),
  ],
  [
    'government',
    1.5,
    cue(
      `\\p{L}*regierung|\\p{L}*minister(?:in|ium|präsident(?:in)?)?|\\p{L}*kanzler(?:in)?|\\p{L}*senat(?:or(?:in)?)?|bundestag|bundesrat|\\p{L}*parlament|\\p{L}*präsident(?:in)?|\\p{L}*wahl(?:en)?|\\p{L}*gesetz(?:e|entwurf)?|koalition|rücktritt|\\p{L}*haushalt|\\p{L}*bürgermeister(?:in)?|\\p{L}*rat(?:es)?
      gouvernement|ministres?|présidente?|parlement|assemblée|sénat|élections?|loi|réforme|budget|maire|mairie|conseil|démission(?:ne)?|référendum
      gobierno|ministr[oa]|president[ea]|congreso|senado|elecciones|ley|alcalde(?:sa)?|ayuntamiento|dimite|dimisión|presupuesto|referéndum
      governo|legge|elezioni|sindaco|eleições|prefeito|kabinet|verkiezingen|wet|burgemeester`,
      '首相|大統領|選挙|国会|政府|总统|总理|选举',
    ),
  ],
  [
    'money and work',
    1,
    cue(
      `\\p{L}*streik(?:s|t|en)?|stellenabbau|arbeitsplätze|arbeitslos\\p{L}*|inflation|\\p{L}*zins(?:en)?|insolvenz|insolvent|milliarden?|millionen|\\p{L}*sparpaket|wirtschaft|konjunktur|\\p{L}*rente[n]?|\\p{L}*steuern?
      grève|emplois?|licenciements?|taux|faillite|milliards?|millions|salaires?|retraites?|économie|impôts?
      huelga|empleos?|despidos?|inflación|tipos de interés|quiebra|millones|salarios?|pensiones|economía|impuestos?
      sciopero|licenziamenti|miliardi|milioni|greve|demissões|bilhões|staking|ontslagen|miljard|miljoen`,
      'ストライキ|倒産|利上げ|失業|罢工|裁员|加息',
    ),
  ],
  [
    'science and health',
    1,
    cue(
      `studie|forscher(?:innen)?|\\p{L}*impfstoff|virus|nasa|krebs|klima\\p{L}*
      étude|chercheurs|vaccins?|climat|cancer|estudio|científicos|vacuna|cáncer|studio|ricercatori|vaccino|onderzoekers`,
      'ワクチン|研究|疫苗',
    ),
  ],
  [
    'a result',
    1.2,
    cue(
      `gewinnt|gewann|siegt?|besiegt|\\p{L}*meister(?:schaft)?|titel|rekord|finale
      remporte|gagne|victoire|champion(?:ne)?s?|titre|record|gana|vence|victoria|campe[oó]n\\p{L}*|título|récord|vince|vence|vitória|wint`,
      '優勝|夺冠',
    ),
  ],
];

/** No news in these languages: the reason that `digest why` gives. */
export const FOREIGN_NOT_NEWS: readonly (readonly [reason: string, cue: RegExp])[] = [
  [
    'a quiz or puzzle',
    cue('horoskop|horoscopes?|horóscopo|oroscopo|\\p{L}*rätsel|mots croisés|crucigrama|sudoku|quiz'),
  ],
  ['results of a draw', cue('lottozahlen|résultats du loto|lotería')],
  ['advice', cue('rezepte?|recettes?|recetas?|ricette?')],
  ['a live page', cue('(?:live-?)?ticker|newsblog|en direct|en vivo|in diretta|ao vivo')],
  ['pictures', cue('fotostrecke|en images|en imágenes')],
  ['shopping', cue('schnäppchen|gewinnspiel|bons plans|ofertas')],
];

export const FOREIGN_OPINION =
  /^(?:kommentar|meinung|glosse|leitartikel|tribune|édito(?:rial)?|opinion|opinión|editorial|commento|opinião)\s*[:|–-]|[|:–-] ?(?:kommentar|tribune|opinión)$/iu;
