import { registrableDomain } from './canonical-url.ts';

/** Publishers known by several names or addresses. The first name of a line is the family; all are compared without spaces and case. */
const FAMILIES: ReadonlyMap<string, string> = new Map(
  `
  associatedpress ap apnews
  reuters thomsonreuters
  agencefrancepresse afp
  unitedpressinternational upi
  deutschepresseagentur dpa dpainternational
  australianassociatedpress aap
  pamedia pressassociation pa
  presstrustofindia pti ptinews
  asiannewsinternational ani aninews
  canadianpress cp
  koreancentralnewsagency kcna
  xinhua xinhuanet xinhuanewsagency
  tass itartass
  yonhap yna yonhapnews yonhapnewsagency
  kyodo kyodonews
  bloomberg bloombergnews
  bbc bbcnews bbccouk
  cnn edition cnninternational cablenewsnetwork
  newyorktimes nytimes nyt
  washingtonpost wapo
  wallstreetjournal wsj
  latimes losangelestimes
  usatoday
  guardian theguardian observer
  times thetimes timesoflondon sundaytimes thesundaytimes
  telegraph dailytelegraph sundaytelegraph
  financialtimes ft
  dailymail mailonline mailonsunday
  aljazeera aljazeeraenglish
  npr nationalpublicradio
  abcnews abc
  abcaustralia abcnetau australianbroadcastingcorporation
  cbsnews cbs
  nbcnews nbc msnbc
  foxnews fox
  deutschewelle dw
  france24 francevingtquatre
  southchinamorningpost scmp
  zdf zdfheute
  ard tagesschau
  frankfurterallgemeine faz frankfurterallgemeinezeitung
  suddeutschezeitung sueddeutsche sz
  spiegel derspiegel spiegelonline
  elpais elpaiscom
  lemonde lemondefr
  hindustantimes ht
  timesofindia toi indiatimes
  straitstimes
  smh sydneymorningherald
  `
    .trim()
    .split('\n')
    .flatMap((line) => {
      const names = line.trim().split(' ');
      return names.map((name): [string, string] => [name, names[0] ?? name]);
    }),
);
const KNOWN = new Set(FAMILIES.values());
const HOST = /^(?:https?:\/\/)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+[\p{L}]{2,24})(?=[:/?#]|$)/iu;

/**
 * A key that is equal for names and addresses of one publisher ("The Associated Press", "https://apnews.com/…"), for counting independent sources.
 * Unknown publishers go by name or registered domain; when in doubt two are one, as a source counted twice is the worse mistake.
 */
export function publisherFamily(nameOrUrl: string): string {
  const trimmed = nameOrUrl.trim().slice(0, 300);
  const host = HOST.exec(trimmed)?.[1]?.toLowerCase();
  if (host !== undefined) {
    const domain = registrableDomain(host);
    if (domain === 'abc.net.au') return 'abcaustralia';
    return family(domain.split('.')[0] ?? domain);
  }
  return family(trimmed);
}

/**
 * The publisher to show for a page of this host that calls itself `name`: the name, or the host alone where the name is that of a well-known
 * publisher who has other addresses.
 */
export function publisherAt(host: string, name: string): string {
  const claimed = publisherFamily(name);
  return KNOWN.has(claimed) && claimed !== publisherFamily(host) ? host.replace(/^www\./, '') : name;
}

function family(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/\b(?:online|newspaper|\.com)$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return (
    FAMILIES.get(plain) ??
    FAMILIES.get(plain.replace(/^the/, '')) ??
    (plain.length > 6 ? plain.replace(/^the/, '') : plain)
  );
}
