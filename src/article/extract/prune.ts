import { collapse, type DomDocument, type DomElement } from './dom.ts';

/** Elements that never hold the story. */
const NEVER =
  'nav, form, button, input, label, select, option, video, audio, dialog, menu, map, progress, meter, amp-ad, amp-embed, amp-iframe, amp-sidebar, amp-consent, [role=navigation], [role=dialog], [role=alertdialog], [role=search], [role=banner], [role=contentinfo], [role=toolbar], [role=tooltip], [role=menu], [role=menubar], [role=tablist]';

const FURNITURE_WORDS = String.raw`
  ads?|advert\w*|adsense|adslot|adbox|adunit|sponsor\w*|promo\w*|banner|teads|taboola|outbrain|werbung|anzeige
  publicidad|publicite|affiliate|shar(?:e|es|ing)|sharebar|sharetools|sharedaddy|addthis|addtoany|a2a|social\w*
  sns|follow\w*|teilen|compartir|shariff|related\w*|relacionad\w*|similar|recommend\w*|recirc\w*|readmore
  read-more|more-(?:from|on|stories|news|articles|posts)|also-(?:like|read)|most-(?:read|popular|viewed)|popular
  trending|top-stories|upnext|up-next|yarpp|jp-relatedposts|crp|zergnet|teaser-?list|weitere|mehr-zum-thema
  see-also|seealso|otras-noticias|suggest\w*|next-?(?:post|article)|prev-?(?:post|article)|post-navigation
  post-nav|nav-links|pagination|pager|page-links|newsletter\w*|subscri\w*|subskri\w*|signup|sign-up|mailchimp
  mc4wp|optin|paywall-(?:box|banner|prompt)|piano|cta|call-to-action|donat\w*|membership
  comment(?:s|list|box|form|section|area|count|wrap\w*)?|kommentare?|comentarios|disqus\w*|respond|fb-comments
  reader-comments|author-?(?:bio|box|info|card|profile|about|description|details|desc|meta)
  about-?(?:the-)?author|bio|authorbox|abh|saboxplugin|writer-info|article-author|post-author|contributor\w*
  byline\w*|dateline-info|article-?meta|entry-meta|post-meta|postmeta|entry-footer|post-footer|article-footer
  meta-info|article-info|timestamp|pubdate|publish-date|post-date|entry-date|article-date|date-?line|posted-on
  breadcrumbs?|navbar|navigation|nav|menu|sidebar|widget\w*|toolbar|tools|skip-link|screen-reader-\w+|sr-only
  visually-?hidden|site-header|site-footer|masthead|footer|toc|table-of-contents|inhaltsverzeichnis|tags?|taglist
  tag-links|cat-links|post-tags|keywords|hashtags|schlagworte|caption\w*|wp-caption-text|figcaption
  image-?caption|photo-?(?:credit|caption)|credits?|copyright\w*|bildunterschrift|bildnachweis|gallery\w*
  slideshow\w*|carousel\w*|slider\w*|lightbox\w*|slick|swiper\w*|flexslider|media-?(?:caption|credit)|cookie\w*
  consent|gdpr|modal|popup|overlay|print-?(?:only|link|button)|noprint|hidden|rating\w*|poll|quiz|survey|feedback
  player\w*|podcast-player|video-?(?:player|caption|info|title|meta|list|wrap\w*|container)|disclaimer|disclosure
  infobox-ad|wikipedia-nav|mw-editsection|noexcerpt|inline-?(?:link|related|promo|newsletter)|read-also
  interstitial|app-download|teaser-?box|kicker
`;

/** Class and id words of what stands around or inside a story without being part of it. */
const FURNITURE = new RegExp(`(?:^|[\\s_-])(?:${FURNITURE_WORDS.trim().replace(/\s*\n\s*/g, '|')})(?=$|[\\s_-])`, 'i');

/** Words that name the story itself; an element that carries one is not furniture for another word in its class. */
const STORY =
  /(?:^|[\s_-])(?:article-?(?:body|content|text)|story-?(?:body|content|text)|entry-?content|post-?(?:content|body|text)|body-?(?:text|copy|content)|articlebody|storybody|main-?content|content-?(?:body|main|article)|rich-?text|paywall|single-?content)(?=$|[\s_-])/i;

/** Takes out of a document what its structure and class names call furniture, unless it holds most of the page's prose. */
export function prune(document: DomDocument): void {
  const body = document.body;
  const total = proseOf(body);
  const limit = Math.max(400, total * 0.4);
  const dispensable = (element: DomElement, most = limit) => proseOf(element) < most;

  for (const element of [...body.querySelectorAll(NEVER)]) if (dispensable(element)) element.remove();
  for (const element of [...body.querySelectorAll('[hidden], [aria-hidden=true], [style]')])
    if (isHidden(element) && dispensable(element)) element.remove();
  for (const element of [...body.querySelectorAll('figure')]) if (isPictureFrame(element)) element.remove();
  for (const element of [...body.querySelectorAll('aside, footer, figcaption')])
    if (dispensable(element)) element.remove();
  for (const element of [...body.querySelectorAll('[class], [id]')]) {
    if (!isFurniture(element)) continue;
    if (dispensable(element)) element.remove();
  }
  for (const element of [...body.querySelectorAll('ul, ol, table, div, section')])
    if (isLinkList(element)) element.remove();
}

function isHidden(element: DomElement): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '');
}

function isFurniture(element: DomElement): boolean {
  const name = element.localName;
  if (name === 'body' || name === 'article' || name === 'main') return false;
  const words = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .slice(0, 400);
  return FURNITURE.test(words) && !STORY.test(words);
}

/** A figure around a picture, not around a table, a quotation or code. */
function isPictureFrame(figure: DomElement): boolean {
  return figure.querySelector('table, blockquote, pre, h2, h3') === null && (figure.textContent ?? '').length < 2500;
}

/** A block most of whose text is links, without a sentence outside of them. */
function isLinkList(element: DomElement): boolean {
  const links = [...element.querySelectorAll('a')];
  if (links.length < 3) return false;
  const text = collapse(element.textContent ?? '');
  if (text.length > 6000) return false;
  let linked = 0;
  for (const link of links) linked += collapse(link.textContent ?? '').length;
  return linked > text.length * 0.75 && text.length / links.length < 140;
}

/** UTF-16 code units of prose in an element: paragraphs with some length, links not counted. */
function proseOf(element: DomElement): number {
  let sum = 0;
  const stack: DomElement[] = [element];
  while (stack.length > 0) {
    const top = stack.pop();
    if (top === undefined) break;
    let own = 0;
    for (let child = top.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 3) own += (child.textContent ?? '').trim().length;
      else if (child.nodeType === 1) {
        const inner = child as DomElement;
        if (inner.localName !== 'a') stack.push(inner);
      }
    }
    if (own >= 40) sum += own;
  }
  return sum;
}
