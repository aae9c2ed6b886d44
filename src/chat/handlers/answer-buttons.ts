import { citedUrl } from '../../answer/citation.ts';
import { checksFor } from '../../answer/verify/verify.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { findTurn, saveVote, type TurnRecord } from '../../store/conversations.ts';
import { quotesInSpans } from '../../store/quotes/stored-quotes.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

const SENTENCES_SHOWN = 2;

/** "Show quotes": the quotations that stand in the passages of an answer. */
export async function showSpoken(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('This answer is no longer kept. Ask again.');
  const quotes = await quotesInSpans(deps.db, caller.workspace, turn.answer.passages);
  if (quotes.length === 0) return notice('Nobody is quoted in the passages of this answer.');
  return {
    blocks: quotes.map((found, i) => ({
      kind: 'quote',
      text: found.text,
      speaker: found.speaker,
      role: found.role,
      via: found.via,
      source: {
        number: i + 1,
        title: found.title,
        publisher: found.publisher,
        published: found.published,
        url: citedUrl(found.url, found.text),
      },
    })),
    private: true,
  };
}

/** "Why this answer?": what each claim rests on and was checked for, what a check refused, and the passages that were looked at. */
export async function why(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('This answer is no longer kept. Ask again.');
  const { claims, passages, dropped, refused, by } = turn.answer;
  const items = passages.map((passage) => {
    const parts = Object.entries(passage.parts)
      .filter(([, value]) => value >= 0.05)
      .map(([name, value]) => `${name} ${value.toFixed(1)}`);
    return {
      text: passage.title,
      detail: `score ${passage.score.toFixed(1)} (${parts.join(', ')}); ${Math.round(passage.coverage * 100)} % of the question's words`,
    };
  });
  return {
    blocks: [
      { kind: 'heading', text: refused ? 'Why no answer?' : 'Why this answer?' },
      ...(by === 'model' && claims.length > 0
        ? [{ kind: 'list' as const, items: await checkedClaims(deps, caller, claims) }]
        : []),
      ...(items.length > 0
        ? [{ kind: 'list' as const, items }]
        : [{ kind: 'text' as const, text: 'No stored passage holds words of the question.' }]),
      ...(dropped.length > 0
        ? [
            {
              kind: 'list' as const,
              items: dropped.map(({ text, instead, reason }) => ({
                text: `${instead === 'sentences' ? 'Replaced by the article’s sentences' : 'Dropped'}: ${text}`,
                detail: reason,
              })),
            },
          ]
        : []),
      {
        kind: 'notice',
        text:
          by === 'model'
            ? 'Written by a model; every claim was checked against its passages.'
            : 'Sentences of the articles, chosen by the words they share with the question.',
      },
    ],
    private: true,
  };
}

/** Each claim of a model with the checks that it passed, and the sentence that says it. */
async function checkedClaims(
  deps: DeskDeps,
  caller: Caller,
  claims: TurnRecord['claims'],
): Promise<{ text: string; detail: string }[]> {
  const ids = new Set(claims.flatMap(({ spans }) => spans.map(({ article }) => article)));
  const articles = new Map(
    (await articlesById(deps.db, caller.workspace, [...ids])).map((one) => [one.id as string, one]),
  );
  return claims.map(({ text, spans }) => {
    const says = spans.flatMap(({ article, revision, start, end }) => {
      const found = articles.get(article);
      return found && (found.revision as number) === revision
        ? [`“${found.text.slice(start, end)}” (${found.title})`]
        : [];
    });
    const said = says.length > 0 ? `. The articles say: ${says.slice(0, SENTENCES_SHOWN).join(' ')}` : '';
    return { text: `Passed: ${text}`, detail: `${checksFor(text).join(', ')}${said}` };
  });
}

export async function vote(deps: DeskDeps, caller: Caller, id: string, helpful: boolean): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('This answer is no longer kept.');
  await saveVote(deps.db, turn.id, caller.user, helpful);
  return notice(
    helpful
      ? 'Thank you: noted as helpful.'
      : 'Thank you: noted as not helpful. "Why this answer?" shows what it was made from.',
  );
}
