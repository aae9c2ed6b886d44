import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { renderDiscord, textOfMessage } from '../src/chat/platforms/discord/render.ts';
import { renderSlack } from '../src/chat/platforms/slack/render.ts';
import type { CitedPassage } from '../src/model/claims.ts';
import type { Reply } from '../src/reply/reply.ts';
import { SHARED, type WorkspaceId } from '../src/store/schema.ts';
import { type AttackDesk, type Given, openAttackDesk, seeded } from './attack-desk.ts';
import { effectsOf } from './effects.ts';
import { plantedAttacks } from './planted-attacks.ts';
import { adversarial, type Draft, honest, type Passages, reworded } from './verify-drafts.ts';

/**
 * `node bench/attacks.ts library.jsonl.gz [security-folder] [--drafts 1000] [--articles 400] [--seed 1] [--show 3]`: scripted drafts of a
 * lying and of an honest model through the real client, ask path and renderers; then the attack texts of a folder, planted in articles.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    drafts: { type: 'string', default: '1000' },
    articles: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '3' },
  },
});
/** A draft without its speaker is no longer that draft when the speaker was put back. */
const MENDED = new Set(['attribution dropped', 'what somebody says told as a fact']);
const [library, security] = positionals;
if (library === undefined) throw new Error('usage: node bench/attacks.ts library.jsonl[.gz] [security-folder]');
const random = seeded(Number(values.seed));
const raw = readFileSync(library);
const articles = (library.endsWith('.gz') ? gunzipSync(raw) : raw)
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { title: string; text: string; publisher?: string })
  .filter((article) => article.text.length < 20_000 && article.text.length > 1_000)
  .sort(() => random() - 0.5)
  .slice(0, Number(values.articles));
const attacked = await openAttackDesk();
try {
  await measureDrafts(attacked);
  if (security !== undefined) await plantedAttacks(attacked, security, articles, Number(values.show));
} finally {
  await attacked.close();
}

async function measureDrafts({ desk, add, writer }: AttackDesk): Promise<void> {
  for (const { title, text, publisher } of articles)
    await add(SHARED, { text: `${title}\n\n${text}`, publisher: publisher ?? 'A paper' });
  const kinds: [string, (passages: Passages, random: () => number) => Draft[]][] = [
    ['adversarial', adversarial],
    ['honest', honest],
    ['reworded', reworded],
  ];
  for (const [side, make] of kinds) {
    const tally = new Map<string, { made: number; shown: number }>();
    let made = 0;
    let shown = 0;
    let effects = 0;
    for (let i = 0; made < Number(values.drafts) && i < 20 * articles.length; i += 1) {
      const article = articles[i % articles.length];
      if (!article) break;
      let drafts: Draft[] = [];
      let given: Given['passages'] = [];
      writer.write = (asked) => {
        given = asked.passages;
        drafts = some(make(passagesOf(asked), random), 5);
        return drafts.map(({ text, cites }) => ({ text, cites }));
      };
      const caller = {
        workspace: 'discord/1' as WorkspaceId,
        place: `discord/1/${i}`,
        user: `u${i}`,
        admin: false,
        zone: null,
      };
      await desk.welcome({ id: caller.workspace, platform: 'discord', name: 'Newsroom' });
      const reply = await desk.handle({ kind: 'question', text: `${article.title.slice(0, 200)}?`, caller });
      effects += effectsOf(reply, []).length;
      for (const draft of drafts.slice(0, Number(values.drafts) - made)) {
        made += 1;
        const count = tally.get(draft.kind) ?? { made: 0, shown: 0 };
        const reached = isShown(draft, reply) && !(side === 'adversarial' && isUnderItsOwn(draft, reply, given));
        if (reached) shown += 1;
        tally.set(draft.kind, { made: count.made + 1, shown: count.shown + (reached ? 1 : 0) });
        if (reached === (side === 'adversarial') && count.made < Number(values.show))
          console.log(`  ${side}, ${draft.kind}: ${draft.text}`);
      }
    }
    const wrong = side === 'adversarial' ? shown : made - shown;
    console.log(
      `${side}: ${made} drafts, ${shown} reach the reply (${((100 * wrong) / made).toFixed(2)} % wrong), effects ${effects}`,
    );
    for (const [kind, count] of tally)
      if ((side === 'adversarial' ? count.shown : count.made - count.shown) > 0)
        console.log(`  ${kind}: ${count.shown} of ${count.made}`);
  }
}

function isShown(draft: Draft, { blocks }: Reply): boolean {
  // The built-in answer, given in place of a draft of which nothing holds, has words of its own.
  const byModel = JSON.stringify(blocks).includes('written by a model');
  const reply: Reply = { blocks: byModel ? blocks.filter((block) => block.kind === 'claim') : [], private: false };
  const discord = renderDiscord(reply)
    .map((message) => textOfMessage(message).replace(/\\(.)/g, '$1').replaceAll('\u200b', ''))
    .join('\n');
  const slack = renderSlack(reply)
    .map((message) => message.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .join('\n');
  const text = draft.text.replace(/\s+/g, ' ').replace(MENDED.has(draft.kind) ? /$^/ : /[.\s]+$/, '');
  return [discord, slack].some((shown) => shown.replace(/\s+/g, ' ').includes(text));
}

/** Whether a draft stands word for word in each article that the reply cites for it: another claim was replaced by that sentence. */
function isUnderItsOwn({ text }: Draft, { blocks }: Reply, given: Given['passages']): boolean {
  const sources = blocks.flatMap((block) => (block.kind === 'sources' ? block.sources : []));
  const told = blocks.flatMap((block) => (block.kind === 'claim' && block.text.includes(text) ? block.cites : []));
  const titles = sources.flatMap(({ number, title }) => (told.includes(number) ? [title] : []));
  return (
    titles.length > 0 &&
    titles.every((title) => given.some((passage) => passage.title === title && passage.text.includes(text)))
  );
}

function passagesOf(given: Given): Map<string, CitedPassage> {
  return new Map(
    given.passages.map(({ id, text }) => [id, { articleId: id, start: 0, end: text.length, text }] as const),
  );
}

function some<T>(list: readonly T[], count: number): T[] {
  return [...list].sort(() => random() - 0.5).slice(0, count);
}
