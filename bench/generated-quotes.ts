import { createHash } from 'node:crypto';

const LITTLE =
  'the of and to a in that is was for it with as his on be at by i this had not are but from or have an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many'.split(
    ' ',
  );
const ONSETS = 'b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh sk st str t th tr v w'.split(' ');
const VOWELS = 'a e i o u ai ea ee oa ou'.split(' ');
const CODAS = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'rk', 'st', 'ck'];
const ROLES = 'minister spokesman mayor chairman director analyst senator secretary coach engineer'.split(' ');

const PEOPLE = 20_000;
const PUBLISHERS = 120;
const YEARS = 5;
const END = Date.UTC(2026, 10, 1);

export interface GeneratedQuote {
  text: string;
  speaker: string | null;
  kind: 'person' | 'unnamed';
  role: string | null;
  confidence: number;
}

export interface GeneratedArticle {
  id: string;
  title: string;
  publisher: string;
  published: Date;
  text: string;
  quotes: (GeneratedQuote & { start: number })[];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Articles with ten quotations on average: words and speakers by Zipf's law, a tenth of the quotations copied from an article of the last days, some of
 * those with a word changed or cut short. Deterministic.
 */
export function* generatedArticles(quotes: number, seed: number): Generator<GeneratedArticle> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const word = () => {
    let made = '';
    for (let i = 0; i < 1 + Math.floor(next() * 3); i++) made += pick(ONSETS) + pick(VOWELS);
    return made + pick(CODAS);
  };
  const vocabulary = [...new Set([...LITTLE, ...Array.from({ length: 60_000 }, word)])];
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const zipf = (size: number, shift: number) => Math.floor(((size + shift) / shift) ** next() * shift - shift);
  const firstNames = Array.from({ length: 600 }, () => capital(word()));
  const people = Array.from({ length: PEOPLE }, () => `${pick(firstNames)} ${capital(word() + word())}`);
  const roles = people.map(() => (next() < 0.5 ? `${capital(word())} ${pick(ROLES)}` : null));
  const publishers = Array.from(
    { length: PUBLISHERS },
    () => `${capital(word())} ${pick(['Courier', 'Times', 'Post', 'News'])}`,
  );
  const words = (n: number) => Array.from({ length: n }, () => vocabulary[zipf(vocabulary.length, 8)] ?? '');
  const recent: GeneratedQuote[] = [];
  let made = 0;
  for (let n = 0; made < quotes; n++) {
    const share = made / quotes;
    const published = new Date(END - (1 - share) * YEARS * 365 * 86_400_000);
    const count = Math.min(quotes - made, 1 + Math.floor(next() * 19));
    let text = capital(words(12).join(' '));
    const found: GeneratedArticle['quotes'] = [];
    for (let i = 0; i < count; i++) {
      const copied = next() < 0.1 ? pick(recent.length > 0 ? recent : [undefined]) : undefined;
      const person = zipf(PEOPLE, 20);
      const unsure = next() < 0.15;
      const quote: GeneratedQuote = copied
        ? { ...copied, text: reprinted(copied.text, next) }
        : {
            text: `${capital(words(4 + Math.floor(next() ** 2 * 50)).join(' '))}.`,
            speaker: people[person] ?? null,
            kind: 'person',
            role: roles[person] ?? null,
            confidence: unsure ? 0.5 : 0.75 + Math.round(next() * 23) / 100,
          };
      text += `\n\n${capital(words(6).join(' '))}: “`;
      found.push({ ...quote, start: text.length });
      text += `${quote.text}”`;
      recent[Math.floor(next() * 4_000)] = quote;
      if (recent.length < 4_000) recent.push(quote);
    }
    made += count;
    const id = createHash('sha256').update(`${seed} ${n}`).digest('hex').slice(0, 16);
    const title = capital(words(7).join(' '));
    yield { id, title, publisher: publishers[zipf(PUBLISHERS, 5)] ?? '', published, text, quotes: found };
  }
}

function reprinted(text: string, next: () => number): string {
  const words = text.split(' ');
  const chance = next();
  if (chance < 0.6 || words.length < 8) return text;
  if (chance < 0.8) return `${words.slice(0, Math.ceil(words.length * 0.7)).join(' ')}.`;
  words[3] = '[it]';
  return words.join(' ');
}
