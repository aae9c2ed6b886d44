/**
 * Words by which pages announce what is not the story, in the languages that news is most often written in.
 * All are matched against lower-case text without accents (`plain`), so that one spelling serves.
 */

/** Lines that lead to other pages; the line is furniture when it begins so and a title or colon follows. */
const READ_ON = `
  read more|read also|read next|also read|see also|see more|related|related stor(?:y|ies)|related articles?
  related content|related coverage|related news|related posts?|recommended|recommended stories|don'?t miss
  more(?: great)? [a-z0-9 ]{0,20}stories|more on this|more from [^.]{1,40}|more:|more stories|more about
  further reading|watch(?: also| now| more)?|watch:|listen(?: now)?:|you may also like|you might also like
  what to read next|top stories|most read|most popular|trending(?: now)?|editor.?s picks?|up next
  in case you missed it|must read|popular now|latest news|click here|lesen sie (?:auch|dazu|hier|mehr)
  lies (?:auch|hier|mehr)|lesen sie|mehr zum thema|mehr dazu|mehr zu|mehr lesen|mehr von|mehr infos
  weitere artikel|weitere beitrage|weitere themen|weitere news|weitere nachrichten|weitere meldungen
  weitere infos|auch interessant|auch lesenswert
  das (?:konnte|thema konnte|durfte) (?:sie|dich|euch) auch interessieren|das konnte (?:sie|dich|euch)
  interessant fur sie|ahnliche (?:artikel|beitrage|themen|nachrichten|meldungen)|beitrage zum thema
  artikel zum thema|zum thema|zum weiterlesen|siehe auch|schon gelesen|meistgelesen|meist-?diskutiert
  empfehlung der redaktion|passend dazu|verwandte (?:artikel|themen|beitrage)|hintergrund:|hier weiterlesen
  im video:|video:|lire aussi|a lire|a lire aussi|a voir|voir aussi|lire (?:egalement|encore|la suite)
  sur le meme (?:sujet|theme)|articles? (?:lies|similaires|connexes)|plus d.?articles|pour aller plus loin
  les plus lus|nos autres articles|retrouvez|lea tambien|lee tambien|leer mas|leer tambien
  lea (?:ademas|mas|aqui)|lee (?:mas|aqui)|te puede interesar|le puede interesar
  tambien (?:te|le) puede interesar|puede interesarle|vea tambien|ve tambien|ver tambien|ver mas
  mira(?:r)? tambien|mire(?: tambien)?:|mira:|puedes (?:ver|leer)|mas (?:informacion|noticias|sobre)
  noticias? relacionadas?|articulos? relacionados?|contenido relacionado|temas relacionados
  lo mas (?:leido|visto)|no te pierdas|sigue leyendo|tambien lea|de interes|en video|leia (?:tambem|mais)
  leia a[.]?|veja (?:tambem|mais)|saiba mais|confira(?: tambem)?:|mais (?:lidas|noticias)
  (?:noticias?|materias?) relacionadas?|posts? relacionados?|voce pode gostar|leggi anche|vedi anche|guarda anche
  leggi tutto|per approfondire|ti potrebbe interessare|potrebbe interessarti(?: anche)?|articoli correlati
  piu letti|czytaj (?:takze|rowniez|wiecej|tez|dalej)|zobacz (?:takze|rowniez|tez|wiecej)
  przeczytaj (?:takze|rowniez|tez)|polecamy|podobne (?:artykuly|wpisy)|powiazane|najczesciej czytane
  sprawdz (?:takze|rowniez|tez)|warto przeczytac|lees (?:ook|meer|verder)|bekijk ook|meer over|zie ook
  gerelateerd|meest gelezen|las (?:ocksa|mer)|les (?:ogsa|mer|hele)|laes (?:ogsa|mere)|relaterat|relaterte
  lue (?:myos|lisaa)|cti(?:te)? (?:take|tez)|mohlo by vas zajimat|citeste (?:si|mai)|olvasta mar|ilgili haberler
  haberin devami|baca (?:juga|selengkapnya)|xem them|дивіться також|читайте также|читайте також|читать также
  по теме|смотрите также|смотри также|διαβαστε (?:επισης|ακομα)|اقرأ (?:أيضا|ايضا|المزيد)|関連記事|あわせて読みたい|相关阅读|相关新闻
  延伸阅读|추천 기사|관련기사
`;

/** Lines that ask the reader for something or speak of the site, not of the news. Matched at the start of a short line. */
const ASKS = String.raw`
  subscribe|sign up|sign in|log ?in|join (?:us|our|the conversation)
  follow (?:us|@|him|her|them|the author|our|[a-z]+ on|[\w ]{1,30} on (?:twitter|facebook|instagram|x\b))
  like us on
  get (?:the latest|our|breaking|access|more)[^.]{0,60}(?:newsletter|inbox|alerts?|app|email|updates|news|subscription)
  share (?:this|on|via|with|to)\b|share$|tweet$|print(?: article| this)?$|e?-?mail(?: this| the author)?$
  advert(?:isement|ising)?$|sponsored|promoted|ad$|ads by|story continues|article continues|continue reading
  loading|comments?(?: \(?\d*\)?)?$|leave a (?:comment|reply)|post (?:a )?comment|view (?:all )?comments|click to
  click here|download (?:our|the) [^.]{0,30}app|support (?:our|quality|independent) journalism|support us
  copyright\b|©|all rights reserved|the views expressed|have a (?:news )?tip|do you have a (?:story|tip)
  contact (?:us|the author|the reporter)|reach (?:the reporter|him|her|me|them)\b|write to [\w .]{3,40} at\b
  about the author|about us|view author|email the author|order reprints|text size|font size|skip to|back to top
  back$|previous (?:article|post|story)|next (?:article|post|story)|filed under|tags?:|tags?$|topics?:
  categor(?:y|ies):|posted in|image \d+ of \d+|photo \d+ of \d+
  \(?(?:photo|image|picture|video|foto|bild|imagen|crédito|credito|photograph)s?(?: credits?| by| courtesy)?\)?\s*[:/©]
  image (?:copyright|caption|source|credit)|this (?:article|post|page) (?:contains?|may contain) affiliate
  want more (?:stories|science|news)|want to (?:read|see) more|start your free
  stay (?:up to date|informed|tuned|connected)|enter your e-?mail|your email
  thank you for (?:reading|subscribing|signing)|if you enjoyed|enjoyed this|we use cookies
  this (?:site|website) uses|cookies?\b[^.]{0,60}(?:policy|settings|consent)
  please (?:enable|disable|sign|log|subscribe|refresh)|you need to enable|javascript|powered by|source:$
  read the (?:full|original)|learn more|find out more|show more|load more|view (?:more|gallery|all)|tap to
  caption$|close$|menu$|search$|home$|copy link|save$|get the app|microsoft (?:and partners )?may earn|abonnieren
  abonniere|jetzt (?:abonnieren|anmelden|registrieren|lesen|teilen|kostenlos)|anmelden|registrieren|newsletter
  hier (?:geht es|geht's|konnen sie|finden sie|klicken)|folge(?:n sie)? (?:uns|mir)|teilen\b
  artikel (?:teilen|drucken|versenden|kommentieren|bewerten|empfehlen|merken)|diesen artikel
  (?:diesen )?(?:beitrag|artikel|seite) (?:teilen|drucken|weiterempfehlen)|drucken$|kommentare?(?: \(?\d+\)?)?$
  kommentar (?:schreiben|verfassen)|schreibe? (?:einen|den ersten) kommentar|anzeige\b|werbung\b|\*? ?werbung
  alle rechte vorbehalten|zuruck(?: zur? [\w ]{1,30})?$|nach oben|zur startseite|startseite$|bild anzeigen
  bilderstrecke|bildergalerie
  (?:foto|bild|titelbild|fotos|bilder|bildquelle|quelle|grafik|beitragsbild)\s?(?::|/|©|via)|schlagworte?
  schlagworter|stichworte|themen:|inhaltsverzeichnis|diese (?:website|webseite|seite) (?:verwendet|benutzt|nutzt)
  wir verwenden cookies|mit (?:diesem|dem) button
  dieser (?:text|artikel|beitrag) (?:wurde|enthalt|erschien|stammt|ist (?:zuerst|erschienen))
  der beitrag wurde am|bei den (?:verlinkungen|links) handelt|fur links auf dieser seite|erstellt am
  veroffentlicht (?:am|unter|in)|aktualisiert am|kontakt:|pressekontakt|ansprechpartner|weitere informationen
  original-content von|online-pressemappe|alle (?:meldungen|pressemitteilungen)|mehr anzeigen|klicken sie
  (?:uber den|zum) autor|zur person|autor(?:in)?:|von:$|permalink|hat ihnen der artikel gefallen|haben sie fragen
  nichts verpassen|keine (?:news|nachricht)[^.]{0,20}verpassen|kennst du schon|kennt ihr schon|abonne(?:z|r)
  s.?abonner|inscri(?:vez|ption)|suivez|partager|imprimer|commentaires?(?: \(?\d+\)?)?$|publicite$
  tous droits reserves|retour\b|mots.?cles|credit photo|photo(?:s)? ?:|permalien|vous (?:devez|souhaitez)
  soutenez|je m.?abonne|cet article (?:est|vous)|suscri(?:bete|base|bir)|sigue(?:nos)?|siga(?:nos)?|unete
  comparti(?:r|do)|comparte|imprimir|comentarios?(?: \(?\d+\)?)?$|publicidad$|todos los derechos reservados
  derechos reservados|etiquetas|haz(?:te)? (?:clic|miembro)|haga clic|recib[ae]|inicia(?:r)? sesion|registrate
  foto(?:s|grafia)? ?[:(|]|imagen(?:es)? ?:|fuente ?:|credito ?:|\(credito|volver\b|¡?mira lo que|assine
  inscreva-se|siga(?:-nos)?|compartilh(?:e|ar)|publicidade$|continua (?:depois|apos) da publicidade
  todos os direitos reservados|cadastre-se|clique aqui|receba|comente|deixe (?:um|seu) comentario
  atencao: comentarios|abbonati|iscriviti|segui(?:ci)?\b|condividi|stampa$|commenti(?: \(?\d+\)?)?$|pubblicita$
  tutti i diritti riservati|riproduzione riservata|© riproduzione|subskrybuj|zapisz sie|dolacz|udostepnij|drukuj
  komentarze?(?: \(?\d+\)?)?$|reklama$|wszelkie prawa|material chroniony|zrodlo ?:|fot[.:]|tagi ?:|skomentuj
  kup (?:dostep|subskrypcje)|zaloguj|szukasz|abonneer|deel (?:dit|op)|reacties?$|advertentie$|volg ons
  schrijf je in|dela\b|annons$|kommentarer$|del(?:e)? (?:pa|denne)|annonse$|folg oss|reklam$|abone ol
  подпи(?:шитесь|саться)|поделиться|реклама$|комментарии|підпи(?:шіться|сатися)|фото ?:|источник ?:|シェア|広告|分享|广告
  责任编辑|来源[：:]|구독|공유|댓글|ⓒ|اشترك|شارك|إعلان|empfohlener (?:redaktioneller|externer) inhalt
  an dieser stelle finden sie (?:einen )?externen?|externer inhalt|ein klick fur den datenschutz
  uber dieses thema berichtete?t?|zum (?:artikel|video|audio|podcast|liveblog):|hat ihnen dieser artikel
  bitte achten sie darauf, dass ihre kommentare|von .{2,60} am \d[\d./]+\. abgelegt unter
  you can (?:follow|skip to|leave) [^.]{0,40}(?:response|end)|be the first to comment|both comments and pings
  more in [a-z]+$|lecture restreinte|votre abonnement n.autorise
`;

/** Matches a `plain` line that leads to other pages. */
export const readOn = new RegExp(`^[^\\p{L}\\p{N}]{0,6}(?:${alternatives(READ_ON)})(?![\\p{L}\\p{N}])`, 'u');
/** Matches a `plain` line that asks for something or speaks of the site. */
export const asks = new RegExp(`^[^\\p{L}\\p{N}©(@*ⓒ]{0,6}(?:${alternatives(ASKS)})(?!\\p{L})`, 'u');

/** Openings of calls with which a sentence of the story's own may begin as well: "Sign up at the town hall." */
const EITHER = `
  subscribe|sign (?:up|in)|log ?in|join|follow|share|get|sponsored|promoted|support|contact|reach|write to|copyright
  download|stay|learn|find out|view|click|loading|back|abonnieren?|jetzt|anmelden|registrieren|hier|folgen?|teilen
  anzeige|werbung|weitere informationen|klicken|alle meldungen|zuruck|abonne|inscri|suivez|partager|retour|soutenez
  suscri|siguen?|siga|unete|comparti|comparte|haz|haga|recib|inicia|registrate|volver|receba|comente|segui
  condividi|dolacz|dela|volg|del|retour|continua|watch|listen|more|read|recommended|related|trending|don'?t miss
  must read|mehr|lesen|verwandte|plus d|voir|lire|retrouvez|lea|lee|ver|mira|mire|mas|puedes|de interes|no te pierdas
  mais|confira|veja|leia|guarda|meer|lees|les|las
`;

/** Matches a `plain` line that may be a call or a sentence of the story's own. */
export const asksOrTells = new RegExp(`^[^\\p{L}\\p{N}]{0,6}(?:${alternatives(EITHER)})`, 'u');

/** Matches a `plain` line that begins by saying that a date follows. */
export const dated =
  /^[^\p{L}]{0,20}(?:(?:first |last |date )?(?:published|posted|updated|modified|created|edited)|(?:zuletzt )?(?:veroffentlicht|aktualisiert|erstellt|stand|geandert)|publi(?:e|cado|cada|ziert|sert|ceret|cerad)|mis(?:e)? a jour|actualizad[oa]|ultima|atualizad[oa]|pubblicat[oa]|aggiornat[oa]|gepubliceerd|geplaatst|bijgewerkt|opublikowano|aktualizacja|uppdaterad|oppdatert|opdateret|julkaistu|опубликовано|обновлено)(?!\p{L})/u;

/** Matches a `plain` line that speaks of the site, its pages and its offers. */
export const speaksOfSite =
  /(?<![\p{L}\p{N}])(?:us|our|newsletters?|inbox|e-?mails?|apps?|alerts?|notifications?|accounts?|updates|twitter|facebook|instagram|youtube|linkedin|tiktok|whatsapp|telegram|bluesky|threads|podcasts?|articles?|story|stories|comments?|conversation|page|website|site|links?|author|premium|here|now|free|unlimited|access|trial|latest|journalism|members?|subscri\p{L}+|rights|uns|unser\p{L}*|artikel\p{L}*|beitrag|beitrage|seite|kanal|abo|abos|konto|kostenlos\p{L}*|hier|jetzt|nous|notre|nos|infolettre|compte|ici|gratuit\p{L}*|article|nuestr\p{L}+|boletin|cuenta|canal|correo|aqui|gratis|nota|noticias?|nosso|nossa|nossos|nossas|boletim|conta|materia|nostr\p{L}+|canale|notizie|articolo|naszym?|ons|onze|nieuwsbrief|artikkel\p{L}*|nyhetsbrev|buttons?|inhalt\p{L}*|video|foto|fotos|photos?)(?![\p{L}\p{N}])|@[\w.]|https?:|www[.]|©/u;

/** Matches a `plain` line that offers a newsletter or a channel of the publisher's. */
export const offersLetters =
  /(?:newsletter|whatsapp-?(?:kanal|channel)|telegram-?(?:kanal|channel)|push-(?:nachrichten|mitteilungen|alerts?)|infolettre)[\s\S]*(?:anmeld|abonnier|subscribe|sign up|inscri|suscri|iscriv|regist|postfach|inbox)|(?:abonnier|subscribe|sign up|inscri(?:vez|bete)|suscribete|iscriviti|abonnez)[\s\S]*(?:newsletter|whatsapp|telegram|infolettre)/;

/** Matches the `plain` heading over what readers wrote under a story. */
export const readersSay =
  /^(?:\d+ )?(?:what (?:our )?readers (?:say|think)|readers?'? comments?|comments?|leser(?:kommentare|meinungen)|das sagen (?:unsere )?leser|kommentare|commentaires|comentarios|commenti|komentarze|reacties)(?: ?\(?\d+\)?)?:?$/;

/** Matches a line by which Japanese papers speak to their members. */
export const toMembers =
  /会員限定|会員登録|有料会員|会員の方のみ|会員向け|無料登録|マイページ|メールマガジン|読み放題|電子版が利用|定期購読/;

/** Matches a `plain` caption under a film: it ends with how long that takes. */
export const endsWithDuration = /(?:^|[\s|(])\d{1,2}:\d\d ?(?:min(?:uten|utes|\.)?|h)\)?$/;

/** Matches the `plain` heading over what a company or an author says about itself. */
export const aboutSender =
  /^(?:about (?:the )?|uber (?:den |die |das |uns)?|zur person|a propos d[eu']? ?|acerca de |sobre (?:o |a |el |la )?|informazioni su |chi e |o (?:firmie|autorze) |over (?:de )?)(?=\S)/;

/** How notices about cookies begin. */
export const cookieNotice =
  /^(?:we (?:and our (?:\d+ )?partners )?use cookies|th(?:is|e) (?:site|website) uses cookies|(?:wir|diese (?:web)?seite) (?:verwenden|verwendet|nutzen|nutzt) cookies|(?:nous utilisons|ce site utilise) des cookies|(?:utilizamos|usamos|este sitio (?:web )?utiliza) cookies|(?:utilizziamo|questo sito utilizza) (?:i )?cookie|(?:wij|deze (?:web)?site) gebruik(?:en|t) cookies)\b/;

/** Lower case without accents, at most 200 code units, for matching the tables above. */
export function plain(text: string): string {
  return withoutAccents(text.slice(0, 200).toLowerCase()).replaceAll('’', "'");
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function alternatives(table: string): string {
  return withoutAccents(table.trim().replace(/\s*\n\s*/g, '|'));
}
