/** A word that a reader takes for the name of a website: two letters or more before and after a dot. */
const HOST = /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{2,}\.)+[a-z]{2,}(?![\p{L}\p{N}])/giu;

/** Whether a label names a website other than the one that its link leads to. Such a text must not be the label of that link. */
export function namesOtherHost(label: string, url: string): boolean {
  const host = URL.parse(url)?.hostname.toLowerCase() ?? '';
  return (label.match(HOST) ?? []).some((named) => !sameSite(named.toLowerCase(), host));
}

/** `bbc.co.uk` and `www.bbc.co.uk` are one site; `bbc.co.uk` and `bbc.co.uk.example` are not. */
function sameSite(named: string, host: string): boolean {
  return host === named || host.endsWith(`.${named}`) || named === `www.${host}`;
}

/** The website of an address as people name it, without "www."; null when it is not an address. */
export function siteOf(url: string): string | null {
  return URL.parse(url)?.hostname.replace(/^www\./, '') ?? null;
}
