/** Class and id words of what stands around or inside a story without being part of it, as sites write them. */
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
  breadcrumbs?|navbar|navigation|nav|menu|widget\w*|toolbar|tools|skip-link|screen-reader-\w+|sr-only|h?-?offscreen
  visually-?hidden|site-header|site-footer|masthead|footer|toc|table-of-contents|inhaltsverzeichnis|tags?|taglist
  tag-links|cat-links|post-tags|keywords|hashtags|schlagworte|caption\w*|wp-caption-text|figcaption
  image-?caption|photo-?(?:credit|caption)|credits?|copyright\w*|bildunterschrift|bildnachweis|gallery\w*
  slideshow\w*|carousel\w*|slider\w*|lightbox\w*|slick|swiper\w*|flexslider|media-?(?:caption|credit)|cookie\w*
  consent|gdpr|modal|popup|overlay|print-?(?:only|link|button)|noprint|rating\w*|poll|quiz|survey|feedback
  player|podcast-player|video-?(?:player|caption|info|title|meta|list|wrap\w*|container)|disclaimer|disclosure
  infobox-ad|wikipedia-nav|mw-editsection|noexcerpt|inline-?(?:link|related|promo|newsletter)|read-also
  interstitial|app-download|teaser-?box|kicker
`;

const FURNITURE = new RegExp(
  `(?:^|[\\s_-])(?:${FURNITURE_WORDS.trim().replace(/\s*\n\s*/g, '|')})(?=$|[\\s_-])|(?:^|\\s)(?:hidden|side-?bar[\\w-]*|rollover[\\w-]*|hovercard[\\w-]*|tooltip[\\w-]*)(?=$|\\s)`,
  'i',
);

/** Furniture words that say where a box stands or how it is shown, not what it holds. */
const PLACE =
  /(?:^|[\s_-])(?:widget\w*|side-?bar[\w-]*|slideshow\w*|gallery\w*|carousel\w*|slider\w*|slick|swiper\w*|flexslider|lightbox\w*|tools|toolbar|player|overlay|modal|popup|kicker|media-?caption|nav|menu|tags?|keywords|poll|survey|quiz|rating\w*|promo\w*|banner|membership|interstitial)(?=$|[\s_-])/gi;

/** Words that name the story itself; an element that carries one is not furniture for another word in its class. */
const STORY =
  /(?:^|[\s_-])(?:article-?(?:body|content|text)|story-?(?:body|content|text)|entry-?content|post-?(?:content|body|text)|body-?(?:text|copy|content)|articlebody|storybody|main-?content|content-?(?:body|main|article)|rich-?text|paywall|single-?content)(?=$|[\s_-])/i;

/** Class names that state a property of a page or a post ("has-sidebar", "tag-comments", "js-slider-toggle"), not what an element is. */
const PROPERTY = /(?:^|\s)(?:has|with|no|is|js|category|tag|type|status|format|label|l)-[\w-]+/gi;

const PICTURE = /(?:^|[\s_-])(?:images?|img|photos?|pictures?|pic|bild(?:er)?|fotos?|imagen|media)(?=$|[\s_-])/i;
const LEAD =
  /(?:^|[\s_-])(?:lead|lede|leadtext|intro|intro-?(?:text|box)|introduction|chapo|chapeau|excerpt|teaser|abstract|vorspann|anriss|einleitung|entradilla|bajada|copete|sommario|ingress|standfirst)(?=$|[\s_-])/i;

/** Whether class and id words call an element furniture, and none of them calls it the story. */
export function isFurnitureName(classAndId: string): boolean {
  const words = classAndId
    .slice(0, 400)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(PROPERTY, ' ');
  return FURNITURE.test(words) && !STORY.test(words);
}

/** Whether the furniture words of an element only say where it stands or how it is shown. */
export function namesOnlyPlace(classAndId: string): boolean {
  return !isFurnitureName(
    classAndId
      .slice(0, 400)
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replace(PLACE, ' '),
  );
}

/** Whether class and id words call an element the frame of a picture, caption and credit included. */
export function isPictureName(classAndId: string): boolean {
  return PICTURE.test(
    classAndId
      .slice(0, 400)
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replace(PROPERTY, ' '),
  );
}

/** Whether class words call an element the lead that opens a story. */
export function isLeadName(classes: string): boolean {
  return LEAD.test(classes.replace(/([a-z0-9])([A-Z])/g, '$1-$2'));
}

/** Whether class words call an element a teaser, which may be a story's lead or lead to another story. */
export function isTeaserName(classes: string): boolean {
  return /(?:^|[\s_-])teaser(?:s|text)?(?=$|[\s_-])/i.test(classes.replace(/([a-z0-9])([A-Z])/g, '$1-$2'));
}
