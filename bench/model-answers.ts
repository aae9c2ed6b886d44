import { openApp } from '../src/app.ts';
import { askDeps } from '../src/chat/handlers/ask-handler.ts';
import { askLine } from '../src/pipelines/answers-jsonl.ts';
import { loadConfig } from '../src/settings/config.ts';
import { TERMINAL } from '../src/store/schema.ts';
import { seeded } from './attack-desk.ts';
import { REWORDED } from './fair-changes.ts';
import { FALSE_CHANGES } from './false-changes.ts';
import { hasGold, isEvidence, type PlainQuestion, readPlain } from './plain-questions.ts';
import { type Draft, type Request, scriptedModel } from './scripted-model.ts';
import type { Change } from './verify-drafts.ts';

/**
 * `COPYDESK_DATA=<store with the library> node bench/model-answers.ts <kit folder> [lies]`: answers end to end with a scripted model over HTTP
 * on loopback. It answers the plain questions rightly, in words somewhat of its own, when the sentence that answers is among those that it
 * is given, and finds nothing otherwise. With "lies" every third claim is false by one change.
 */
const lying = process.argv[3] === 'lies';
const WANTED_LIES = 1_000;
const questions = readPlain();
const byText = new Map(questions.map((question) => [question.question, question]));
const random = seeded(7);
const lies = new Set<string>();
let made = 0;
let inContext = 0;

const server = await scriptedModel((request) => (lying ? draftWithLies(request) : rightDraft(request)));
const app = await openApp({
  ...loadConfig(),
  OPENAI_BASE_URL: server.url,
  OPENAI_API: 'chat',
  MODEL_DAILY_TOKENS: Number.MAX_SAFE_INTEGER,
});
const tally = { right: 0, wrong: 0, refused: 0, answerable: 0, nearMisses: 0, nearMissesRefused: 0, liesShown: 0 };
try {
  for (const question of questions) {
    if (lying && made >= WANTED_LIES) break;
    await judge(question);
  }
} finally {
  await app.close();
  server.close();
}
const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
if (lying) console.log(`${made} lies, ${tally.liesShown} shown`);
else
  console.log(
    `${tally.answerable} questions: evidence in the context ${share(inContext, tally.answerable)}, right ${share(tally.right, tally.answerable)}, ` +
      `wrong ${share(tally.wrong, tally.answerable)}, refused ${share(tally.refused, tally.answerable)}; ` +
      `${tally.nearMisses} near misses: refused ${share(tally.nearMissesRefused, tally.nearMisses)}`,
  );

async function judge({ id, question, asOf, gold = [], article, unanswerable }: PlainQuestion): Promise<void> {
  lies.clear();
  const asked = { workspace: TERMINAL, asOf: new Date(`${asOf}T23:59:59Z`), zone: 'UTC' };
  const { refused, answer, citations } = await askLine(() => askDeps(app), { id, question }, asked);
  for (const lie of lies) if (answer.includes(lie)) tally.liesShown += 1;
  if (unanswerable) {
    tally.nearMisses += 1;
    if (refused) tally.nearMissesRefused += 1;
    return;
  }
  tally.answerable += 1;
  const sourced = citations.some((cited) => cited.articleId === article || hasGold(cited.text, gold));
  if (refused) tally.refused += 1;
  else if (hasGold(answer.slice(0, 900), gold) && sourced) tally.right += 1;
  else tally.wrong += 1;
}

function rightDraft({ question, sentences }: Request): Draft {
  const known = byText.get(question);
  const evidence = known?.unanswerable ? [] : sentences.filter(({ text }) => isEvidence(text, known?.evidence ?? []));
  if (evidence.length === 0) return { status: 'not_found', claims: [] };
  inContext += 1;
  // Other words for the answer itself would be right, but the gold strings don't know them.
  const worded = (text: string) => {
    const other = changed(REWORDED, text, []);
    return other !== null && (!hasGold(text, known?.gold ?? []) || hasGold(other, known?.gold ?? [])) ? other : text;
  };
  return {
    status: 'answered',
    claims: evidence.slice(0, 3).map(({ n, text }) => ({ text: worded(text), sentences: [n] })),
  };
}

function draftWithLies(request: Request): Draft {
  const { sentences } = request;
  const prose = sentences.filter(({ text }) => /^\p{Lu}[^"“”]{40,300}\.$/u.test(text));
  const right = rightDraft(request).claims;
  const claims = Array.from({ length: 9 }, (_, i) => {
    const of = prose[Math.floor(random() * prose.length)];
    if (!of) return null;
    if (i % 3 !== 2) return right[i] ?? { text: of.text, sentences: [of.n] };
    const others = prose.filter(({ title }) => title === of.title).map(({ text }) => text);
    const lie = changed(FALSE_CHANGES, of.text, others);
    if (lie === null || sentences.some(({ text }) => text.includes(lie))) return null;
    made += 1;
    lies.add(lie);
    return { text: lie, sentences: [of.n] };
  });
  return { status: 'answered', claims: claims.filter((claim) => claim !== null) };
}

/** A sentence with one of some changes that it offers a place for, or null. */
function changed(changes: Record<string, Change>, text: string, others: readonly string[]): string | null {
  const list = Object.values(changes);
  const first = Math.floor(random() * list.length);
  for (let i = 0; i < list.length; i += 1) {
    const made = list[(first + i) % list.length]?.(text, random, others, text);
    if (made && made !== text) return made;
  }
  return null;
}
