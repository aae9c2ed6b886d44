import type { StoredArticle } from '../../store/articles/articles.ts';
import { isGivenName } from '../../text/given-names.ts';
import { titleGender } from '../../text/lists/titles.ts';
import { isCountry, isUsState, placeKey } from '../../text/place-names.ts';
import { type Answer, type AskDeps, type AskQuery, answered, type Claim, nearest } from '../answer.ts';
import { articlesOn } from './articles-on.ts';
import { listedOf } from './listed.ts';

const MOST = 15;
const NAME = /\p{Lu}[\p{L}'’-]+(?: (?:\p{Lu}\.|al|bin|de|der|la|van|von|\p{Lu}[\p{L}'’-]+)){0,3}/gu;
const COUNTRIES_ASKED = /\b(?:countr(?:y|ies)|nations?)\b/i;
const PLACES_ASKED = /\b(?:places?|cit(?:y|ies)|states?)\b/i;
/** Two names of one country. */
const SAME_COUNTRY: Readonly<Record<string, string>> = {
  US: 'United States',
  USA: 'United States',
  UK: 'United Kingdom',
  Britain: 'United Kingdom',
};

const BODIES_ASKED = /\b(?:compan(?:y|ies)|firms?|organi[sz]ations?)\b/i;
const BODY =
  /\b(?:Inc|Corp|Corporation|Company|Co|Ltd|Group|Bank|University|Ministry|Department|Agency|Council|Court|Commission|Association|Union|Club|Party|Committee|Office|Institute|Nations|Assembly|Airlines|Pictures|Studios|Press|News|Times|Post|Network|Administration|Bureau|Foundation|Federation|Service|Services|Center|Centre|Hospital|School|College|Police|Army|Navy|Board)\b/;

/** The people (or places, or organisations) that an article names, each once, in the order in which it names them first. */
export async function names(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { articles, nearestOnly, passages } = await articlesOn(deps, query);
  const [main] = articles;
  if (!main || nearestOnly) return nearest({ passages, list: await listedOf(deps, articles.slice(0, 3)) });
  const { text } = query.request;
  const kind = kindAsked(text);
  const found = namesIn(main, kind).slice(0, MOST);
  const what = { country: 'countries', place: 'places', body: 'organisations', person: 'people' }[kind];
  if (found.length === 0) return nearest({ lead: `I found no names of ${what} in “${main.title}”.`, passages });
  const claim: Claim = {
    text: found.map(({ name }) => name).join(', '),
    spans: found.map(({ start, end }) => ({ article: main.id, revision: main.revision, start, end })),
  };
  return answered({ lead: `The ${what} named in “${main.title}”:`, claims: [claim], passages });
}

type Kind = 'country' | 'place' | 'body' | 'person';

function kindAsked(text: string): Kind {
  if (COUNTRIES_ASKED.test(text)) return 'country';
  if (PLACES_ASKED.test(text)) return 'place';
  return BODIES_ASKED.test(text) ? 'body' : 'person';
}

interface Named {
  name: string;
  start: number;
  end: number;
}

function namesIn({ text }: StoredArticle, kind: Kind): Named[] {
  const found: Named[] = [];
  for (const { 0: run, index } of text.matchAll(NAME)) {
    const bare = run.replace(/['’]s?$/, '').replace(/^The /, '');
    const start = index + run.indexOf(bare);
    const name = kind === 'country' ? (SAME_COUNTRY[bare] ?? bare) : bare;
    const whole = { name, start, end: start + bare.length };
    if (!isOfKind(name, kind)) continue;
    // "Obama" after "President Obama" is the same one, and so is "Barack Obama".
    const known = found.findIndex(
      (other) => other.name.endsWith(` ${name}`) || name.endsWith(` ${other.name}`) || other.name === name,
    );
    if (known < 0) found.push(whole);
    else if (name.length > (found[known]?.name.length ?? 0)) found[known] = whole;
  }
  return found;
}

function isOfKind(name: string, kind: Kind): boolean {
  const key = placeKey(name);
  if (kind === 'country') return isCountry(key);
  if (kind === 'place') return isCountry(key) || isUsState(key);
  if (kind === 'body') return BODY.test(name);
  const words = name.split(' ');
  const first = words.find((word) => titleGender(word) === undefined) ?? '';
  if (isCountry(key) || isUsState(key) || BODY.test(name)) return false;
  return (words.length >= 2 && isGivenName(first)) || (titleGender(words[0] ?? '') !== undefined && words.length >= 2);
}
