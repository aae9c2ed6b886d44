import { getDomain } from 'tldts';

/** Query parameters that only say where a reader came from. Names are compared in lower case. */
const TRACKING = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid gad_source msclkid yclid twclid ttclid igshid igsh li_fat_id epik mkt_tok mc_cid mc_eid _hsenc _hsmi _ga _gl ' +
    'vero_id oly_enc_id oly_anon_id rb_clickid s_kwcid s_cid spm ref ref_src ref_url referer referrer source src via cmp cmpid campaign_id instance_id segment_id ' +
    'regi_id emc smid smtyp smprod sr_share ncid ocid icid itid intcmp ito xtor wt_mc wt.mc_id mod srnd sref taid ftag rcid linkid leadsource wpisrc ' +
    'guccounter guce_referrer guce_referrer_sig soc_src soc_trk tsrc hootpostid trk trkcampaign share sharetoken share_id __twitter_impression __tn__ ' +
    'fb_action_ids fb_action_types fb_ref fb_source amp amp_js_v amp_gsa usqp outputtype jsessionid phpsessid sid_share rss'
  ).split(' '),
);
const TRACKING_FAMILY = /^(?:utm|hsa|pk|piwik|mtm|matomo|ns|at|ga|stm|guce|amp)_/;
const MOBILE_LABELS = new Set(['m', 'mobile', 'amp', 'wap', 'touch']);
/** Every customer of these hosts is a publisher of its own, though they are not public suffixes. */
export const SHARED_HOSTS = new Set(
  'wordpress.com substack.com medium.com tumblr.com ghost.io beehiiv.com squarespace.com wixsite.com'.split(' '),
);
const INDEX = /\/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml)$/i;

/**
 * The address by which an article is known: without tracking parameters, fragment, credentials, AMP and mobile variants, default port,
 * index page and trailing slash; query sorted. Null for anything but http and https. Canonical addresses are their own canonical address.
 */
export function canonicalUrl(url: string): string | null {
  let current = url.trim();
  // Each round can uncover another wrapping: an AMP cache around a mobile host around an index page.
  for (let round = 0; round < 8; round += 1) {
    const next = simplified(current);
    if (next === null || next === current) return next;
    current = next;
  }
  return current;
}

/** The address without scheme and "www.": equal for addresses that almost surely show the same page. For look-ups, never for links. */
export function addressKey(url: string): string | null {
  return canonicalUrl(url)?.replace(/^https?:\/\/(?:www\.)?/, '') ?? null;
}

/**
 * The part of a host name that one publisher registers: "news.example.co.uk" gives "example.co.uk", "ida.github.io" itself (public suffix list).
 * An IP address is its own.
 */
export function registrableDomain(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  const domain = getDomain(name, { allowPrivateDomains: true }) ?? name;
  return SHARED_HOSTS.has(domain)
    ? name
        .split('.')
        .slice(-domain.split('.').length - 1)
        .join('.')
    : domain;
}

/** Whether two addresses belong to one publisher: the same registrable domain. */
export function isSameSite(a: string, b: string): boolean {
  const [one, other] = [URL.parse(a), URL.parse(b)];
  return one !== null && other !== null && registrableDomain(one.hostname) === registrableDomain(other.hostname);
}

function simplified(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  const inner = unwrapped(url);
  if (inner !== null) return inner;
  url.username = '';
  url.password = '';
  if (!url.hash.startsWith('#!')) url.hash = '';
  url.hostname = desktopHost(url.hostname);
  url.pathname = plainPath(url.pathname);
  url.search = plainQuery(url.searchParams);
  return url.href;
}

/** The address inside an AMP cache's or a redirector's address. */
function unwrapped(url: URL): string | null {
  const google = /^(?:www\.)?google\.[a-z.]{2,6}$/.test(url.hostname);
  const cached =
    (google && /^\/amp\/(s\/)?(.+)$/.exec(url.pathname)) ||
    (url.hostname.endsWith('.cdn.ampproject.org') && /^\/[a-z]\/(s\/)?(.+)$/.exec(url.pathname));
  if (cached) return httpOnly(`http${cached[1] === undefined ? '' : 's'}://${cached[2]}${url.search}`);
  const redirector = (google && url.pathname === '/url') || /^lm?\.facebook\.com$/.test(url.hostname);
  return redirector
    ? httpOnly(url.searchParams.get('q') ?? url.searchParams.get('url') ?? url.searchParams.get('u') ?? '')
    : null;
}

function httpOnly(address: string): string | null {
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : null;
}

/** "m.example.com" is "www.example.com", "en.m.example.org" is "en.example.org". */
function desktopHost(hostname: string): string {
  const host = hostname.replace(/\.+$/, '');
  const labels = host.split('.');
  if (labels.length < 3 || /^[\d.]+$/.test(host)) return host;
  const [first = '', second = ''] = labels;
  if (MOBILE_LABELS.has(first)) {
    const rest = labels.slice(1).join('.');
    return rest === registrableDomain(rest) && labels.length > 2 ? `www.${rest}` : rest;
  }
  return second === 'm' && labels.length > 3 ? [first, ...labels.slice(2)].join('.') : host;
}

function plainPath(pathname: string): string {
  const path = pathname
    .replace(/%[0-9a-f]{2}/gi, (encoded) => {
      const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
    })
    .replace(/;jsessionid=[^/;]*/gi, '')
    .replace(/\/{2,}/g, '/')
    .replace(INDEX, '/')
    .replace(/\/$/, '')
    .replace(/(?<=.)\/amp$/i, '')
    .replace(/\.amp(?=$|\.html?$)/i, '')
    .replace(/^\/amp(?=\/.)/i, '');
  return path === '' ? '/' : path;
}

function plainQuery(parameters: URLSearchParams): string {
  const remaining = [...parameters].filter(
    ([name]) => !TRACKING.has(name.toLowerCase()) && !TRACKING_FAMILY.test(name.toLowerCase()),
  );
  remaining.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return new URLSearchParams(remaining.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])).toString();
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
