import { referenceDecoder } from '../feed/character-references.ts';
import { type OpenTag, tokensOf } from '../feed/markup-tokens.ts';
import { resolveReference } from '../feed/reference.ts';

export interface FeedCandidate {
  url: string;
  /** What the page calls the feed; may be empty. */
  title: string;
  /** `named` by a link element, `linked` from the text, or `guessed` from where sites usually keep it. */
  how: 'named' | 'linked' | 'guessed';
}

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf|feed)\+?(?:xml|json)|x-rss\+xml)$|^text\/(?:rss|atom)(?:\+xml)?$/i;
const FEED_PATH =
  /\/(?:feeds?|rss|atom|rdf)(?:\/|\.(?:xml|rss|atom|rdf|json|php|aspx)|[?#]|$)|\.(?:rss|atom|rdf)(?:[?#]|$)|\/(?:index|news|latest)\.xml(?:[?#]|$)/i;
const USUAL_PATHS = ['feed', 'rss', 'feed.xml', 'rss.xml', 'atom.xml', 'index.xml', 'feed.json'];
const MAX_CANDIDATES = 20;
const decode = referenceDecoder();

/**
 * Addresses at which a web page's feeds may be, likeliest first, each once, at most twenty: those it names (`<link rel="alternate">`,
 * feeds of comments last), those it links to, and the usual places of its section and site. None has been fetched. Never throws.
 */
export function feedsOfPage(html: string, pageUrl: string): FeedCandidate[] {
  let base = pageUrl;
  const named: FeedCandidate[] = [];
  const linked: FeedCandidate[] = [];
  for (const token of tokensOf(html, true)) {
    if (token.kind !== 'open') continue;
    const name = token.name.toLowerCase();
    const href = valueOfAttribute(token, 'href');
    if (href === '') continue;
    if (name === 'base') base = resolveReference(pageUrl, href);
    const title = valueOfAttribute(token, 'title');
    const url = resolveReference(base, href);
    if (name === 'link' && namesFeed(token)) named.push({ url, title, how: 'named' });
    else if (name === 'a' && FEED_PATH.test(href)) linked.push({ url, title, how: 'linked' });
  }
  const ofComments = ({ url, title }: FeedCandidate) => /comment/i.test(`${url} ${title}`);
  const ordered = [
    ...named.filter((candidate) => !ofComments(candidate)),
    ...linked.filter(({ url }) => hostOf(url) === hostOf(pageUrl)),
    ...usualPlaces(pageUrl),
    ...named.filter(ofComments),
  ];
  const distinct = new Map(ordered.map((each) => [each.url, each]).reverse() as [string, FeedCandidate][]);
  const usable = ordered.filter((each) => distinct.get(each.url) === each && /^https?:\/\//i.test(each.url));
  return usable.slice(0, MAX_CANDIDATES);
}

function namesFeed(tag: OpenTag): boolean {
  const relations = valueOfAttribute(tag, 'rel').toLowerCase().split(/\s+/);
  if (relations.includes('feed')) return true;
  return relations.includes('alternate') && FEED_TYPE.test(valueOfAttribute(tag, 'type').split(';')[0]?.trim() ?? '');
}

function valueOfAttribute(tag: OpenTag, name: string): string {
  const found = tag.attributes.find(([key]) => key.toLowerCase() === name);
  return decode(found?.[1] ?? '').trim();
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
}

function usualPlaces(pageUrl: string): FeedCandidate[] {
  if (!URL.canParse(pageUrl)) return [];
  const { origin, pathname } = new URL(pageUrl);
  const section = `${origin}${pathname.slice(0, pathname.lastIndexOf('/') + 1)}`;
  const inSection = section === `${origin}/` ? [] : ['feed', 'rss.xml'].map((path) => section + path);
  const onSite = USUAL_PATHS.map((path) => `${origin}/${path}`);
  return [...inSection, ...onSite].map((url) => ({ url, title: '', how: 'guessed' }));
}
