import type { Token } from './tokens.ts';

const CUES = new Set(
  `said says say saying told tells tell added adds add wrote writes explained explains argued argues noted notes insisted insists replied warned warns
  announced announces stated states claimed claims asked asks recalled testified tweeted declared promised acknowledged admitted denied denies joked suggested
  suggests believes believed described predicted stressed urged vowed confirmed confirms reported reports`.split(/\s+/),
);
const FAR = 16;

export interface SaidBy {
  /** Indexes of tokens that belong to the attribution. */
  tokens: number[];
  /** Keys of the speaker's names. */
  names: string[];
  /** "he said": somebody named before. */
  pronoun: boolean;
  /** Index of the verb. */
  cue: number;
}

/** Who is said to have said something, by each verb of speech and each "according to". */
export function attributionsIn(tokens: readonly Token[], text: string): SaidBy[] {
  const found: SaidBy[] = [];
  tokens.forEach((token, at) => {
    const cue = CUES.has(token.lower);
    const source = token.lower === 'according' && tokens[at + 1]?.lower === 'to';
    if (!cue && !source) return;
    const after = namesFrom(tokens, at + (source ? 2 : 1), text);
    const before = source ? [] : namesBefore(tokens, at, text);
    const told = token.lower.startsWith('t') && /^t(?:old|ells?)$/.test(token.lower);
    const speaker = before.length > 0 ? before : told ? [] : after;
    const near = [tokens[at - 1], tokens[at - 2], tokens[at + 1]];
    const pronoun = speaker.length === 0 && near.some((other) => /^(?:he|she|they)$/.test(other?.lower ?? ''));
    if (speaker.length === 0 && !pronoun) return;
    found.push({ cue: at, pronoun, names: speaker.map((i) => tokens[i]?.key ?? ''), tokens: [at, ...speaker] });
  });
  return found;
}

function namesFrom(tokens: readonly Token[], from: number, text: string): number[] {
  const found: number[] = [];
  for (let at = from; at < Math.min(tokens.length, from + 5); at += 1) {
    const token = tokens[at];
    if (token?.kind === 'name') found.push(at);
    else if (found.length > 0 || token?.kind === 'number' || token?.lower === 'that') break;
    const next = tokens[at + 1];
    const gap = token && next ? text.slice(token.end, next.start) : '';
    if (/[";\n]|[.!?]\s/.test(gap) || (found.length > 0 && gap.includes(','))) break;
  }
  return found;
}

/** The first run of names of the clause that the verb ends: "Ann Lee, head of Acme, said". */
function namesBefore(tokens: readonly Token[], cue: number, text: string): number[] {
  let runs: number[][] = [];
  for (let at = cue - 1; at >= Math.max(0, cue - FAR); at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (!token || !next || /["\n;]|[.!?]\s/.test(text.slice(token.end, next.start))) break;
    if (CUES.has(token.lower) || /^(?:but|because|while|that)$/.test(token.lower)) break;
    if (token.kind !== 'name') continue;
    const [first] = runs;
    if (first?.[0] === at + 1) first.unshift(at);
    else runs = [[at], ...runs];
  }
  return runs[0] ?? [];
}
