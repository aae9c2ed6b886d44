import { isTitle } from '../../text/lists/titles.ts';
import { isStopWord, termOf, tokensOf } from '../../text/terms.ts';

/** Two words of a question that may be a name together, as "hurricane Ines" or "king Olav", with the first as a name has it. */
export interface NamedPair {
  first: string;
  second: string;
  /** The second, as a term. */
  term: string;
}

const LETTERS = /^\p{L}{3,}$/u;
/** What many things are called that only the next word tells apart. */
const CALLED =
  /^(?:hurricane|cyclone|typhoon|storm|super|operation|flight|mount|lake|camp|fort|cape|port|saint|north|south|east|west|new|san|los|world|grand|royal)$/i;

/** The pairs of words of a question that may be names, as the second tells apart what shares the first ("king", "hurricane"). */
export function namedPairs(question: string): NamedPair[] {
  const words = tokensOf(question).map(({ start, end, term }) => ({
    start,
    end,
    term,
    text: question.slice(start, end),
  }));
  return words.flatMap((word, i) => {
    const next = words[i + 1];
    const beside = next && question.slice(word.end, next.start) === ' ';
    if (!beside || !LETTERS.test(word.text) || !LETTERS.test(next.text)) return [];
    if (!CALLED.test(word.text) && !isTitle(word.text.toLowerCase())) return [];
    if (isStopWord(word.term) || isStopWord(next.term)) return [];
    return [{ first: capitalised(word.text), second: capitalised(next.text), term: next.term }];
  });
}

/**
 * Whether a sentence names another of what a question asks about, as "Hurricane Adele" where "hurricane Ines" is asked about, which the article
 * writes as a name, and not the one that is meant.
 */
export function namesAnother(pairs: readonly NamedPair[], sentence: string, article: string): boolean {
  return pairs.some(({ first, second, term }) => {
    let another = false;
    for (let at = sentence.indexOf(first); at >= 0; at = sentence.indexOf(first, at + 1)) {
      const next = /^ (\p{Lu}\p{L}+)/u.exec(sentence.slice(at + first.length))?.[1];
      if (next === undefined) continue;
      if (termOf(next) === term) return false;
      another = true;
    }
    return another && !sentence.includes(second) && article.includes(`${first} ${second}`);
  });
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
