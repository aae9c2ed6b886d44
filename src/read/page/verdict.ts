import type { ArticleDraft } from '../../article/article.ts';
import { sizeOf } from './dom.ts';
import { prose, proseWeight } from './main-content.ts';
import type { Block } from './page-blocks.ts';
import { plain } from './site-phrases.ts';

/** What a page is that shows no article; `not-found` and `withdrawn` say so themselves. */
export type NoArticle = 'not-an-article' | 'not-found' | 'withdrawn' | 'paywall' | 'consent' | 'empty';

export type Verdict = { kind: 'article' } | { kind: NoArticle; reason: string };

export interface PageFacts {
  /** The story's lines, and those of the whole page. */
  story: readonly Block[];
  page: readonly Block[];
  title: string;
  types: readonly string[];
  hasDate: boolean;
  /** What the page says about being free to read. */
  free: boolean | null;
  /** Whether the story is the beginning of a paid article, and says enough to be stored as that. */
  isBeginning: boolean;
}

const CONSENT =
  /\b(?:before you continue|your privacy choices|we value your privacy|we and our \d* ?partners|accept (?:all )?cookies|cookie (?:consent|settings|einstellungen)|manage consent|zustimmung|datenschutzeinstellungen|mit werbung (?:und tracking )?(?:weiter)?lesen|cookies akzeptieren|accepter (?:les cookies|et continuer)|aceptar (?:las )?cookies|aceitar cookies|accetta (?:i )?cookie|akceptuje|zgoda na)\b/;
const PAYWALL =
  /\b(?:subscribe (?:now )?to (?:continue|read|unlock)|subscribers? only|for subscribers|to continue reading|continue reading (?:this article )?with|already a subscriber|create (?:a free|an) account to|this (?:article|content|story) is (?:exclusive|reserved|for)|register to (?:continue|read)|unlock this article|jetzt weiterlesen|weiterlesen mit|exklusiv fur abonnenten|nur fur abonnenten|artikel freischalten|bereits abonnent|reserve aux abonnes|article (?:est )?reserve|il vous reste \d+|deja abonne|exclusivo para (?:suscriptores|assinantes)|contenido exclusivo|ya (?:eres|es) suscriptor|ja e assinante|riservato agli abbonati|sei gia abbonato|tylko dla (?:subskrybentow|prenumeratorow)|alleen voor abonnees)\b/;
/** Said by a page whose beginning is all there is; a header's "Already a subscriber?" says nothing about this article. */
const NO_MORE =
  /\b(?:subscribe (?:now )?to (?:continue|read|unlock)|to continue reading|continue reading (?:this article )?with|create (?:a free|an) account (?:or sign in )?to (?:continue|read)|this (?:article|content|story) is (?:exclusive|reserved|for)|register to (?:continue|read)|unlock this article|jetzt weiterlesen|weiterlesen mit|artikel freischalten|reserve aux abonnes|article (?:est )?reserve|il vous reste \d+|exclusivo para (?:suscriptores|assinantes)|contenido exclusivo|riservato agli abbonati|tylko dla (?:subskrybentow|prenumeratorow)|alleen voor abonnees)\b/;
/** What stands under the beginning of an article that isn't free. */
const OFFER =
  /\b(?:(?:become|for|our) (?:a )?(?:members?|subscribers?)\b|subscri(?:be|ption)s?\b.{0,80}\b(?:month|week|year|read|from|trial|offer)|(?:already|not yet) (?:a )?(?:member|subscriber|registered)|have an account|read (?:on|more|the (?:rest|full|whole))\b.{0,60}\b(?:with|plus|premium|account|subscri)|abonn(?:ement|ieren|enten|es?|ez)\b|suscri(?:bete|ptores?|pcion)|assinantes?|assine|abbonat[io]|abbonamento|prenumerat|subskry|weiterlesen|lesen sie (?:weiter|alles))/;
const NEEDS_SCRIPT =
  /\b(?:enable javascript|javascript (?:is )?(?:disabled|required)|checking your browser|verify you are (?:a )?human|just a moment|access denied|are you a robot|captcha|javascript aktivieren|activer javascript|habilit(?:e|ar) javascript)\b/;

/** Titles of pages that say with status 200 that they are not there. */
const NOT_FOUND =
  /^(?:(?:error )?404\b(?:[ :|–—-]+(?:error|page|seite|not|article|story|pagina|erreur).*)?$|(?:(?:sorry|oops|whoops)[,.! ]+)?(?:(?:this|the|that) )?(?:page|article|story|content|file) (?:was |is |could |can ?)?(?:not (?:be )?|cannot be |no longer )(?:found|available|exists?)|not found$|(?:die )?seite (?:wurde )?nicht (?:gefunden|vorhanden|verfugbar)|(?:cette )?page (?:introuvable|non trouvee|inexistante)|pagina (?:no encontrada|non trovata|nao encontrada|niet gevonden|nie istnieje)|sidan (?:kunde inte hittas|finns inte)|strona nie (?:istnieje|zostala znaleziona)|страница не найдена|页面不存在|ページが見つかりません)/;

/** What newsrooms put in place of an article that they take back. */
const WITHDRAWN =
  /\b(?:this (?:article|story|page|report|piece) (?:has been|was|is|has since been) (?:withdrawn|retracted|removed|deleted|taken down|unpublished)|(?:we have|the editors have) (?:withdrawn|retracted|removed|taken down) this (?:article|story|report|piece)|dieser (?:artikel|beitrag|text) (?:wurde|ist) (?:zuruckgezogen|geloscht|entfernt|depubliziert)|cet article a ete (?:retire|supprime|depublie)|(?:este|el) articulo (?:ha sido|fue) (?:retirado|eliminado)|este artigo foi (?:retirado|removido)|(?:questo|l') ?articolo e stato (?:ritirato|rimosso|cancellato)|dit artikel is (?:ingetrokken|verwijderd)|ten artykul zostal (?:wycofany|usuniety))\b|この記事は(?:削除|撤回|取り消)|(?:本文|该文章|此文章)(?:已|被)(?:被)?(?:删除|撤回|下架)|(?:эта )?(?:статья|публикация) (?:была )?(?:отозвана|удалена|снята)/;
const WITHDRAWN_TITLE =
  /^(?:(?:article|story|report) (?:withdrawn|retracted|removed|deleted|unpublished)|(?:article|artikel) (?:retire|supprime|zuruckgezogen|ingetrokken)|articulo retirado|articolo ritirato)$/;
const WITHDRAWN_LINES = 3;

const ARTICLE_TYPE = /article|posting|report|review|recipe|column|interview|gallery/i;
/** Below these lengths of the story, in UTF-16 code units, what the rest of the page says is the message. */
const BEGINNING = 700;
const NOTHING = 250;

/** What kind of page this is, with the reason in words that can be shown to the person who gave the address. */
export function judge({ story, page, title, types, hasDate, free, isBeginning }: PageFacts): Verdict {
  const length = lengthOf(story);
  const running = prose(story);
  const says = (pattern: RegExp, lines = page) =>
    pattern.test(plain(title)) || lines.some(({ text }) => text.length < 400 && pattern.test(plain(text)));
  if (NOT_FOUND.test(plain(title)))
    return { kind: 'not-found', reason: 'The page says there is nothing at this address.' };
  const opening = story.slice(0, WITHDRAWN_LINES);
  if (
    length < BEGINNING &&
    (WITHDRAWN_TITLE.test(plain(title)) || opening.some(({ text }) => WITHDRAWN.test(plain(text))))
  )
    return { kind: 'withdrawn', reason: 'The page says that its article was withdrawn.' };
  if (length < NOTHING && says(NEEDS_SCRIPT))
    return {
      kind: 'empty',
      reason: 'The page needs a browser with JavaScript or a robot check; it has no text of its own.',
    };
  // A notice beside a short story that ends as stories do says nothing about it.
  const brief = running > 0 && length >= 140 && /[.!?。！？”"»」]$/.test(story.at(-1)?.text ?? '') && hasDate;
  const stops = length < BEGINNING / 2 && says(brief ? NO_MORE : PAYWALL);
  if (!isBeginning && length < BEGINNING && (free === false || stops || says(PAYWALL, story)))
    return { kind: 'paywall', reason: 'Only the beginning can be read without a subscription or an account.' };
  if ((length < NOTHING && !brief && says(CONSENT)) || (length < BEGINNING && says(CONSENT, story)))
    return { kind: 'consent', reason: 'The page asks for cookie consent before it shows the article.' };
  if (length === 0) return { kind: 'empty', reason: 'The page has no text.' };
  const claimed = types.some((type) => ARTICLE_TYPE.test(type));
  if (claimed ? running === 0 && length < 100 : running < 140)
    return { kind: 'not-an-article', reason: 'The page has no running text that reads like an article.' };
  if (!claimed && !hasDate && isListOfLinks(page, story))
    return {
      kind: 'not-an-article',
      reason: 'The page is a list of links to other pages, such as a home page or a section front.',
    };
  return { kind: 'article' };
}

/**
 * The story without the lines that say that it goes on for those who pay, and whether it stops there: where such lines end it, or stand directly
 * under it in the page, or a page that says it isn't free shows little.
 */
export function withoutPaywall(
  story: readonly Block[],
  page: readonly Block[],
  { free }: { free: boolean | null },
): { story: Block[]; stops: boolean } {
  const refuses = ({ text }: Block) => text.length < 400 && NO_MORE.test(plain(text));
  const refused = story.findIndex(refuses);
  // Of a page that says itself it isn't free, or that stops, what stands last and speaks of members or subscriptions is the offer.
  const offers = (block: Block, index: number) =>
    ((free === false && index >= story.length - 6) || (refused >= 0 && index > refused)) &&
    OFFER.test(plain(block.text));
  const says = (block: Block, index: number) => refuses(block) || (block.text.length < 400 && offers(block, index));
  const first = story.findIndex(says);
  if (first < 0)
    return {
      story: [...story],
      stops: !free && ((free === false && lengthOf(story) < BEGINNING) || stopsBelow(story, page)),
    };
  let inOffer = false;
  const left = story.filter((block, index) => {
    inOffer = says(block, index) || (inOffer && (block.tag === 'li' || proseWeight(block) < 60));
    return !inOffer;
  });
  return { story: left, stops: left.slice(first).every((block) => proseWeight(block) < 60) };
}

/** Lines under a story among which a box says that it goes on for those who pay. */
const LINES_BELOW = 4;

/** Whether the page says directly under the story's last line that it goes on for those who pay; the box itself may be gone as furniture. */
function stopsBelow(story: readonly Block[], page: readonly Block[]): boolean {
  const last = story.at(-1)?.text ?? '';
  const at = page.findLastIndex(({ text }) => text === last);
  return (
    at >= 0 &&
    page.slice(at + 1, at + 1 + LINES_BELOW).some(({ text }) => text.length < 400 && NO_MORE.test(plain(text)))
  );
}

function lengthOf(story: readonly Block[]): number {
  return story.reduce((sum, { text }) => sum + sizeOf(text), 0);
}

/** Many linked headlines, and no paragraphs longer than teasers. */
function isListOfLinks(page: readonly Block[], story: readonly Block[]): boolean {
  const paragraphs = story.map(proseWeight).filter((weight) => weight >= 120);
  const headlines = page.filter(({ text, linked }) => linked > 25 && linked > text.length * 0.8);
  return headlines.length >= 15 && paragraphs.reduce((sum, weight) => sum + weight, 0) < 500;
}

/** A live blog by its declared type or by many time-stamped entries; a gallery by its type or by pictures outnumbering paragraphs. */
export function articleKind(
  types: readonly string[],
  story: readonly Block[],
  address: string | null,
  pictures: number,
): ArticleDraft['kind'] {
  if (types.some((type) => /LiveBlog/i.test(type))) return 'live-blog';
  const stamps = story.filter(
    ({ text }) => text.length < 40 && /^\W*(?:[01]?\d|2[0-3])[:.h][0-5]\d\b/.test(text),
  ).length;
  const path = address === null ? '' : address.replace(/^https?:\/\/[^/]*/, '');
  if (stamps >= 5 || (stamps >= 3 && /live|ticker|minuto/i.test(path))) return 'live-blog';
  if (types.some((type) => /(?:Image|Media)Gallery/i.test(type))) return 'gallery';
  const paragraphs = story.filter((block) => proseWeight(block) > 0).length;
  const named =
    /(?:photo-?)?galler(?:y|ies)|slideshow|in-pictures|bilderstrecke|fotostrecke|fotogaleria|diaporama|photos?\//i.test(
      path,
    );
  return named && pictures >= 5 && pictures > paragraphs ? 'gallery' : 'article';
}
