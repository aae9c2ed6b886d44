import type { Answer, Claim } from '../../answer/ask.ts';
import { citedUrl } from '../../answer/citation.ts';
import type { Block, Reply, Source } from '../../reply/reply.ts';
import type { StoredArticle } from '../../store/articles/articles.ts';
import { buttonId } from '../buttons.ts';

const CLOSEST = 3;

/** The reply to an answered question: claims with the numbers of their sources by first use, one number an article. */
export function answered(
  found: Answer,
  articles: ReadonlyMap<string, StoredArticle>,
  searched: string,
  turn: number,
): Reply {
  const { claimBlock, sources } = numbered(articles);
  return {
    blocks: [
      ...(found.outside
        ? [{ kind: 'text' as const, text: `Nothing stored from that time says it. From ${day(found.outside)}:` }]
        : []),
      ...found.claims.map(claimBlock),
      ...(found.earlier ? [{ kind: 'text' as const, text: 'Earlier reports said:' }, claimBlock(found.earlier)] : []),
      { kind: 'sources', sources: [...sources.values()] },
      {
        kind: 'notice',
        text: [
          found.note,
          `${searched} · ${found.by === 'model' ? 'written by a model, checked against the sources' : 'sentences of the articles, word for word'}`,
        ]
          .filter(Boolean)
          .join('\n'),
      },
      buttonsOf(turn, ['followup', 'spoken', 'why', 'helpful', 'unhelpful']),
    ],
    private: false,
  };
}

/** The reply as far as a model has written it: claims that were checked, with their sources. */
export function unfinished(claims: readonly Claim[], articles: ReadonlyMap<string, StoredArticle>): Reply {
  const { claimBlock, sources } = numbered(articles);
  return {
    blocks: [
      ...claims.map(claimBlock),
      { kind: 'sources', sources: [...sources.values()] },
      { kind: 'notice', text: 'Still writing; each sentence was found in its source.' },
    ],
    private: false,
  };
}

/** Numbers articles by their first use in a claim. */
function numbered(articles: ReadonlyMap<string, StoredArticle>): {
  claimBlock: (claim: Claim) => Block;
  sources: ReadonlyMap<string, Source>;
} {
  const sources = new Map<string, Source>();
  const numberOf = (claim: Claim): number[] =>
    [...new Set(claim.spans.map((span) => span.article as string))].flatMap((id) => {
      const article = articles.get(id);
      if (!article) return [];
      const known = sources.get(id);
      if (known) return [known.number];
      const span = claim.spans.find((candidate) => candidate.article === id);
      const passage = span && span.revision === article.revision ? article.text.slice(span.start, span.end) : '';
      const source = {
        number: sources.size + 1,
        title: article.title,
        publisher: article.publisher,
        published: article.published,
        url: citedUrl(article.url, passage) ?? article.url,
      };
      sources.set(id, source);
      return [source.number];
    });
  const claimBlock = (claim: Claim): Block => ({ kind: 'claim', text: claim.text, cites: numberOf(claim) });
  return { claimBlock, sources };
}

/** The reply when the articles do not say: the closest headlines, and how to go on. */
export function refusal(
  found: Answer,
  articles: ReadonlyMap<string, StoredArticle>,
  searched: string,
  turn: number,
): Reply {
  const closest = [...new Set(found.passages.slice(0, 2 * CLOSEST).map(({ passage }) => passage.article as string))]
    .flatMap((id) => articles.get(id) ?? [])
    .slice(0, CLOSEST);
  const blocks: Block[] = [{ kind: 'text', text: 'That is not in the stored articles.' }];
  if (closest.length > 0) {
    blocks.push({ kind: 'text', text: 'Closest headlines:' });
    blocks.push({
      kind: 'list',
      items: closest.map((article) => ({
        text: article.title,
        ...(article.publisher ? { detail: article.publisher } : {}),
      })),
    });
  }
  blocks.push({
    kind: 'notice',
    text: [found.note, `${searched}. Try other words, a longer time (since:), or /news sources.`]
      .filter(Boolean)
      .join('\n'),
  });
  blocks.push(buttonsOf(turn, ['why']));
  return { blocks, private: false };
}

function buttonsOf(turn: number, kinds: readonly ('followup' | 'spoken' | 'why' | 'helpful' | 'unhelpful')[]): Block {
  const labels = {
    followup: 'Follow up',
    spoken: 'Show quotes',
    why: 'Why this answer?',
    helpful: 'Helpful',
    unhelpful: 'Not helpful',
  };
  return { kind: 'buttons', buttons: kinds.map((kind) => ({ id: buttonId(kind, turn), label: labels[kind] })) };
}

/** The day an article was published, as its list of sources names it. */
function day(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
