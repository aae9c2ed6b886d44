const lines = (list: string): Set<string> => new Set(list.trim().split(/\s*\|\s*/));

/** Whole lines that a site puts around a story; compared in lower case without outer punctuation. */
const WHOLE_LINES = lines(`
  advertisement | advertisements | advertising | ad | ads | sponsored | sponsored content | promoted | paid content | loading |
  loading... | share | share this | share this article | share this story | share this page | share article | share via |
  share on facebook | share on twitter | share on x | share on linkedin | share on whatsapp | share by email | tweet | tweet this |
  facebook | twitter | linkedin | whatsapp | reddit | pinterest | instagram | telegram | email | e-mail | email this article | print |
  print this article | copy link | link copied | save | save article | save for later | bookmark | gift this article |
  listen to this article | play | pause | menu | main menu | navigation | close | open menu | close menu | home | search | sign in |
  log in | login | log out | register | subscribe | subscribe now | create account | create a free account | my account | newsletter |
  newsletters | sign up | sign up now | donate | donate now | support us | contact us | about us | comments | comment |
  leave a comment | leave a reply | post a comment | show comments | view comments | view all comments | add a comment |
  join the conversation | join the discussion | report this ad | report a typo | report an error | continue reading |
  continue reading the main story | read full article | read the full story | show more | load more | view more | see more | see all |
  view all | story continues below | story continues below advertisement | article continues below |
  article continues below advertisement | article continues after advertisement | story continues after advertisement | back to top |
  scroll to top | return to top | scroll down | next | previous | next article | previous article | next story | previous story |
  privacy policy | cookie policy | privacy | terms of service | terms of use | terms and conditions | terms | cookie settings |
  manage cookies | accept | accept all | accept cookies | accept all cookies | reject all | i agree | got it | enlarge |
  enlarge image | view image | view gallery | view photos | image caption | hide caption | toggle caption | getty images |
  file photo | watch video | video | watch live | breaking news | follow us | tags | topics | end | ### | -30-
`);

/** Headings of lists of links: the title-like lines after them are links too. */
const LIST_HEADINGS = lines(`
  related | related articles | related stories | related story | related links | related content | related coverage | related topics |
  related news | more on this story | more on this topic | more stories | more from us | more news | read more | read also |
  also read | see also | you may also like | you might also like | you might also be interested in | recommended |
  recommended for you | recommended stories | suggested | most read | most popular | most viewed | popular | popular stories |
  popular now | trending | trending now | latest | latest news | latest stories | top stories | editors' picks | editor's picks |
  don't miss | what to read next | up next | around the web | from around the web | elsewhere on the web | explore more
`);

/** Lines in which the site speaks to its reader. Each is anchored and needs a word of the trade; a quoted line is never tested. */
const NOTICES: readonly RegExp[] = [
  /\bskip to (?:the )?(?:main )?(?:content|navigation|article|footer|search)$/i,
  /^(?:please )?sign up (?:here )?(?:for|to (?:get|receive)|and get)\b.{0,80}\b(?:newsletters?|e-?mails?|alerts?|inbox|updates|briefing)\b/i,
  /^(?:please )?(?:subscribe|register|log in|sign in) (?:here )?(?:to|for|now|today)\b.{0,80}\b(?:newsletters?|e-?mails?|podcast|channel|read(?:ing)?|access|article|site|inbox|account|updates|comment)\b/i,
  /^get (?:the|our|all|more)?.{0,60}\b(?:newsletters?|in(?:to)? your inbox|delivered to your|by e-?mail)\b/i,
  /^(?:the )?(?:latest|best|top) .{0,60}\b(?:in(?:to)? your inbox|straight to your|delivered to your)\b/i,
  /^(?:we|this (?:web ?)?site|this page|our (?:web ?)?site|our partners)\b.{0,40}\b(?:uses?|stores?|sets?) (?:and our partners )?(?:cookies|trackers)\b/i,
  /^(?:by|if you) (?:continu(?:e|ing)|us(?:e|ing)|click(?:ing)?|brows(?:e|ing)|sign(?:ing)? up|subscribing|submitting)\b.{0,120}\b(?:cookies?|privacy|terms)\b/i,
  /^(?:please )?(?:enable|turn on|allow) (?:javascript|cookies)\b/i,
  /^(?:please )?(?:disable|turn off|whitelist).{0,40}\bad ?-?blocker\b/i,
  /^(?:read (?:more|also|next)|also read|see also|related(?: (?:story|stories|articles?|links?|content|coverage))?|more(?: (?:on|from|in)\b.{0,40})?|recommended|don['’]t miss|you may also like|must read|trending|watch|listen|video|photos?|gallery|podcast|in pictures)\s*(?:[:|»>→]\s*)\S/i,
  /^(?:photo|image|picture|photograph|video|graphic|illustration|credit|source image)s?(?: (?:credit|courtesy|source|caption))?(?: by| of)?\s*[:|]\s*\S/i,
  /^(?:©|\(c\) ?(?:copyright )?\d{4}|copyright\b.{0,12}\d{4})/i,
  /\ball rights reserved\.?$/i,
  /^(?:this material|material from this) .{0,40}\bmay not be (?:published|reproduced|copied)\b/i,
  /^(?:follow|like|find) (?:us|me|@\w+)\b.{0,40}\b(?:on|at)\b.{0,60}$/i,
  /^(?:download|get) (?:the|our) .{0,30}\bapp\b/i,
  /^(?:click|tap) here\b/i,
  /^(?:click|tap) to (?:share|expand|enlarge|play|read|view|copy|print|email|open|subscribe|tweet)\b/i,
  /^(?:share|tweet|post|e-?mail|send|print|save|copy) (?:this |the )?(?:article|story|page|link|via|with|on|by|to)\b.{0,60}$/i,
  /^\d+ (?:comments?|shares?|likes?|views?|replies|min(?:ute)?s?\.?(?: read)?)$/i,
  /^(?:reading time|estimated reading time|time to read)\b/i,
  /^enter your e-?mail\b/i,
  /^already (?:a subscriber|subscribed|have an account|registered)\b/i,
  /^(?:this article|this story|this content) is (?:for|only available to|exclusive to) (?:our )?(?:subscribers|members)\b/i,
  /^support (?:independent|our|quality) journalism\b/i,
  /^https?:\/\/\S+$/i,
  /^(?:www\.)\S+$/i,
];

const BAR_WORDS = new Set(
  (
    'share tweet email e-mail print facebook twitter x linkedin reddit whatsapp pinterest flipboard messenger telegram bluesky threads copy link save comment ' +
    'comments home news sport sports business opinion culture lifestyle world politics weather video videos menu search login subscribe tech health science ' +
    'travel money entertainment arts more login register'
  ).split(' '),
);

/** What a line is to the story: nothing (`furniture`), the heading of a list of links, or possibly a part of it (`null`). */
export function furnitureKind(line: string): 'furniture' | 'links' | null {
  if (line.length > 320) return null;
  const bare = line
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[\s[(*•·|>»-]+/, '')
    .replace(/[\s\])*•·|>»:.!…-]+$/, '');
  if (bare === '') return 'furniture';
  if (LIST_HEADINGS.has(bare)) return 'links';
  if (WHOLE_LINES.has(bare)) return 'furniture';
  if (isBar(line)) return 'furniture';
  if (/["“”«»]/.test(line)) return null;
  return NOTICES.some((notice) => notice.test(line.trim())) ? 'furniture' : null;
}

/** "Share Tweet Email", "Home | News | Sport": two or more words, all of them names of buttons. */
function isBar(line: string): boolean {
  const found = line
    .toLowerCase()
    .split(/[\s|/•·,>»]+/)
    .filter((word) => word !== '' && word !== '&');
  return found.length > 1 && found.length <= 30 && found.every((word) => BAR_WORDS.has(word));
}
