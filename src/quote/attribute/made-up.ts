import { isWord } from '../grammar/name-words.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';

const fake =
  /^(?:fake|faked|fabricated|invented|bogus|doctored|manipulated|deepfake|deepfaked|altered|ai-generated|made-up|spoof|parody|hoax)$/u;
const copy =
  /^(?:videos?|clips?|audio|recordings?|quotes?|quotations?|letters?|tweets?|posts?|images?|screenshots?|lines?|e-?mails?|statements?|articles?|stor(?:y|ies)|deepfakes?|accounts?|memos?)$/u;
const showing =
  /^(?:in|which|where|that|of|shows?|showed|showing|has|had|having|claiming|claimed|purporting|appearing|appears|to|show)$/u;

/** "an account posing as Hale", "a doctored clip of Hale": somebody else put the words into that mouth. */
export function isFeigned(units: Unit[], { from, kind, nameFrom }: Phrase): boolean {
  const start = kind === 'name' ? nameFrom : from;
  const [verb, link] = [units[start - 2]?.lower ?? '', units[start - 1]?.lower ?? ''];
  if (/^(?:impersonating|parodying|mimicking|spoofing)$/u.test(link)) return true;
  if (link === 'as' && /^(?:posing|masquerading|posed|masqueraded)$/u.test(verb)) return true;
  if (link === 'be' && /^(?:pretending|claiming|purporting)$/u.test(units[start - 3]?.lower ?? '')) return true;
  let at = start - 1;
  while (at > start - 5 && showing.test(units[at]?.lower ?? '')) at--;
  if (at === start - 1 || !copy.test(units[at]?.lower ?? '')) return false;
  const before = units.slice(Math.max(0, at - 4), at);
  return before.some(
    ({ lower }, k) => fake.test(lower) || (lower === 'made' && before[k + 1]?.lower === 'up') || lower === 'forged',
  );
}

const story =
  /^(?:novel|play|sitcom|sketch|musical|comic|cartoon|opera|fable|fairytale|parody|spoof|satire|screenplay)$/u;

/** "In the novel, …": the words of a character, whatever the name. `verb` is the verb of speech. */
export function isFiction(units: Unit[], verb: number): boolean {
  if (units[0]?.lower !== 'in') return false;
  for (let at = 1; at < Math.min(verb, 6) && isWord(units[at]); at++)
    if (story.test(units[at]?.lower ?? '')) return units[at + 1]?.text === ',';
  return false;
}

/** `A quote laid at Hale, “…,” is fake`: told right behind the words. */
export function isCalledFake(units: Unit[], at: number): boolean {
  let next = at + 1;
  if (units[next]?.text === ',') next++;
  if (!/^(?:is|was|are|were)$/u.test(units[next]?.lower ?? '')) return false;
  for (next++; next < at + 6 && isWord(units[next]); next++) if (fake.test(units[next]?.lower ?? '')) return true;
  return false;
}
