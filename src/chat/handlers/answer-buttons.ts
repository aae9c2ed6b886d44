import { isKind, type RequestKind } from '../../answer/question/kinds.ts';
import { checksFor } from '../../answer/verify/verify.ts';
import { type Block, notice, type Reply } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { findTurn, saveVote, type TurnRecord } from '../../store/conversations.ts';
import { personId } from '../../store/people-settings.ts';
import { quotesOfArticle } from '../../store/quotes/stored-quotes.ts';
import { isStopWord, tokensOf } from '../../text/terms.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { storedBlock } from './quote-blocks.ts';

const SENTENCES_SHOWN = 2;
const ARTICLES = 3;
const QUOTES_READ = 60;
const QUOTES_SHOWN = 5;
const LOOKED_AT = 4;

/** "Show quotes": the quotations of the cited articles, those about what was asked first. */
export async function showSpoken(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('I no longer have this answer. Ask again.');
  const { about, asked } = turn.answer;
  const found = await Promise.all(
    about.slice(0, ARTICLES).map((article) => quotesOfArticle(deps.db, caller.workspace, article.id, QUOTES_READ)),
  );
  const terms = new Set(tokensOf(asked).flatMap(({ term }) => (isStopWord(term) ? [] : [term])));
  const shared = (text: string) => new Set(tokensOf(text).flatMap(({ term }) => (terms.has(term) ? [term] : []))).size;
  const quotes = found
    .flatMap((one) => one.quotes)
    .map((quote) => ({ quote, fits: shared(`${quote.text} ${quote.speaker ?? ''}`) }))
    .sort((a, b) => b.fits - a.fits)
    .slice(0, QUOTES_SHOWN);
  if (quotes.length === 0) {
    const ids = about.map(({ id }) => id);
    const gone = ids.length > 0 && (await articlesById(deps.db, caller.workspace, ids)).length === 0;
    return notice(
      gone ? 'I no longer have the articles behind this answer.' : 'The articles behind this answer quote no one.',
    );
  }
  return { blocks: quotes.map(({ quote }, i) => storedBlock(quote, i + 1)), private: true };
}

/** "Why this answer?": in words, what was understood, what was found, and why these sentences. */
export async function why(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('I no longer have this answer. Ask again.');
  const { kind, asked, about, claims, passages, dropped, refused, by } = turn.answer;
  const looked = [...new Map(passages.map((passage) => [passage.article, passage])).values()];
  const blocks: Block[] = [
    { kind: 'heading', text: refused ? 'Why no answer?' : 'Why this answer?' },
    { kind: 'text', text: `I understood: ${UNDERSTOOD[isKind(kind) ? kind : 'fact']}${asked ? `, “${asked}”` : ''}.` },
  ];
  if (looked.length > 0)
    blocks.push(
      { kind: 'text', text: 'The articles that match your words best:' },
      {
        kind: 'list',
        items: looked.slice(0, LOOKED_AT).map(({ title, coverage }) => ({ text: title, detail: fitIn(coverage) })),
      },
    );
  else if (about.length > 0)
    blocks.push({
      kind: 'list',
      items: about.map(({ title }) => ({ text: title, detail: 'what we were talking about' })),
    });
  else blocks.push({ kind: 'text', text: 'No stored article has the words of your question.' });
  const checked = by === 'model' ? await checkedClaims(deps, caller, claims) : [];
  if (checked.length > 0) blocks.push({ kind: 'list', items: checked.map(({ text, detail }) => ({ text, detail })) });
  if (dropped.length > 0)
    blocks.push({
      kind: 'list',
      items: dropped.map(({ text, instead, reason }) => ({
        text: `${instead === 'sentences' ? 'Replaced with sentences from the article' : 'Left out'}: ${text}`,
        detail: reason,
      })),
    });
  const how = by !== 'model' ? BY_SENTENCE : checked.some(({ printed }) => !printed) ? BY_MODEL : NAMED_BY_MODEL;
  blocks.push({ kind: 'notice', text: refused ? NO_SENTENCE : how });
  return { blocks, private: true };
}

const UNDERSTOOD: Readonly<Record<RequestKind, string>> = {
  fact: 'a question of fact',
  words: 'what someone said',
  summary: 'a summary',
  quotes: 'the quotations in an article',
  names: 'who or what an article names',
  identity: 'who or what this is',
  text: 'to read an article',
  timeline: 'the reports in order of time',
  news: 'the newest stories',
  source: 'the source of the last answer',
  certainty: 'whether the last answer is certain',
  date: 'when that was',
  more: 'more about the same thing',
  greeting: 'a greeting',
  thanks: 'thanks',
  farewell: 'a goodbye',
  nod: 'a short word',
  bot: 'a question about me',
  holdings: 'a question about what I have read',
  stop: 'to be quiet',
  chatter: 'something that may be a question',
};
const BY_SENTENCE =
  'I looked in the best and newest of these articles for sentences about what you asked that could answer it. They are shown word for word.';
const NO_SENTENCE = 'No sentence in these articles answers your question clearly enough.';
const BY_MODEL =
  'A language model wrote this from the articles. I checked every sentence against them before showing it.';
const NAMED_BY_MODEL =
  'A language model answered with these sentences of the articles. They are shown word for word; nothing here is in its own words.';

function fitIn(coverage: number): string {
  if (coverage >= 0.99) return 'has everything you named';
  if (coverage >= 0.6) return 'has most of what you named';
  return coverage >= 0.3 ? 'has some of what you named' : 'has little of what you named';
}

/** Each claim of a model with the checks that it passed, and the sentence that says it; of sentences that stand as in the article, where they are. */
async function checkedClaims(
  deps: DeskDeps,
  caller: Caller,
  claims: TurnRecord['claims'],
): Promise<{ text: string; detail: string; printed: boolean }[]> {
  const ids = new Set(claims.flatMap(({ spans }) => spans.map(({ article }) => article)));
  const articles = new Map(
    (await articlesById(deps.db, caller.workspace, [...ids])).map((one) => [one.id as string, one]),
  );
  return claims.map(({ text, spans }) => {
    const says = spans.flatMap(({ article, revision, start, end }) => {
      const found = articles.get(article);
      return found && (found.revision as number) === revision
        ? [{ title: found.title, words: found.text.slice(start, end) }]
        : [];
    });
    if (says.length > 0 && says.every(({ words }) => text.includes(words)))
      return {
        text: `Word for word: ${text}`,
        detail: [...new Set(says.map(({ title }) => title))].join(', '),
        printed: true,
      };
    // A sentence with marks of its own needs none around it.
    const said = says
      .slice(0, SENTENCES_SHOWN)
      .map(({ title, words }) => `${/["“”]/.test(words) ? words : `“${words}”`} (${title})`);
    return {
      text: `Passed: ${text}`,
      detail: `${checksFor(text).join(', ')}${said.length > 0 ? `. The articles say: ${said.join(' ')}` : ''}`,
      printed: false,
    };
  });
}

/** "Helpful" or "Not helpful", with the reason that its form asked for. */
export async function vote(
  deps: DeskDeps,
  caller: Caller,
  id: string,
  helpful: boolean,
  values: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('I no longer have this answer.');
  const voter = personId(caller.workspace, caller.user);
  await saveVote(deps.db, turn.id, { voter, helpful, reason: values.reason || null, remark: values.text || null });
  return notice(
    helpful ? 'Thanks! Noted as helpful.' : 'Thanks. Noted as not helpful. "Why this answer?" shows how I got there.',
  );
}
