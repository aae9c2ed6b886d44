import type { ClaimSpan, DropReason } from '../../model/claims.ts';
import { matches } from './align.ts';
import type { Sentence } from './cited.ts';
import type { Token } from './claim-tokens.ts';

/** Faults that no reading of the words can mend. */
const FINAL: ReadonlySet<DropReason> = new Set(['quotation', 'speaker', 'roles', 'omission']);
/** A claim with so few words that its evidence lacks is worded like it: what can't be proved of it is a difference of fact. */
const NEAR_WORDING = 1;
/** … and so is a short one with one more. */
const SHORT = 10;

/**
 * Whether code is sure enough that a claim which it could not prove is wrong: no second reader may let it through then. `places` are
 * the sentences it would be replaced by.
 */
export function isRefuted(
  reason: DropReason,
  claim: readonly Token[],
  sentences: readonly Sentence[],
  places: readonly ClaimSpan[],
): boolean {
  if (FINAL.has(reason)) return true;
  const content = claim.filter((token) => token.kind !== 'function');
  const has = (tokens: readonly Token[], token: Token) => tokens.some((other) => matches(token, other));
  const isFact = ({ kind }: Token) => kind === 'number' || kind === 'name';
  if (
    content.some(
      (token) => isFact(token) && !sentences.some((sentence) => sentence.has(token) || mayBeIn(sentence.tokens, token)),
    )
  )
    return true;
  const evidence = sentences.filter(({ span }) => places.some(({ start }) => start === span.start));
  const said = evidence.flatMap(({ tokens, before }) => [...tokens, ...before.slice(-2).flat().filter(isFact)]);
  const lacking = content.filter((token) => !has(said, token)).length;
  return lacking <= NEAR_WORDING + (content.length <= SHORT ? 1 : 0);
}

const SMALL = 12;
const ROOT = 4;

/** As the token, or as another form of it: "$650 million" and "650 million", "Japan" and "Japanese"; small numbers are counted by anybody. */
function mayBeIn(tokens: readonly Token[], token: Token): boolean {
  if (token.kind === 'name') {
    const root = token.key.slice(0, Math.max(ROOT, token.key.length - ROOT));
    return tokens.some(({ key }) => key.startsWith(root) || (key.length >= ROOT && token.key.startsWith(key)));
  }
  const value = Number(token.key.replace(/[^\d.]/g, ''));
  if (!(value > SMALL)) return true;
  return tokens.some(({ key, kind }) => kind === 'number' && sameFigures(key, value));
}

function sameFigures(key: string, value: number): boolean {
  const other = Number(key.replace(/[^\d.]/g, ''));
  return (
    other === value ||
    (other > 0 && [1e3, 1e6, 1e9].some((scale) => other * scale === value || other === value * scale))
  );
}
