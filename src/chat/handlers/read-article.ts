import { dayOf } from '../../answer/paths/last-answer.ts';
import { type Block, notice, type Reply, splitText } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { buttonId } from '../buttons.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';

/** UTF-16 units of a page: it fits one message everywhere. */
const PAGE = 1_700;
const MOST_PAGES = 200;

/** A page (from 0) of a stored article, word for word: what was pasted has no address to follow. */
export async function readPage(deps: DeskDeps, caller: Caller, article: string, page: number): Promise<Reply> {
  const [found] = await articlesById(deps.db, caller.workspace, [article]);
  if (!found) return notice('I no longer have this article.');
  const pages = splitText(found.text, PAGE).slice(0, MOST_PAGES);
  const text = pages[page];
  if (text === undefined) return notice("The article doesn't have that page.");
  const { title, publisher, byline, published, url } = found;
  const facts = [publisher, byline, published && dayOf(published)].filter(Boolean).join(', ');
  const turns = [
    ...(page > 0 ? [{ id: buttonId('read', article, page - 1), label: 'Previous page' }] : []),
    ...(page + 1 < pages.length ? [{ id: buttonId('read', article, page + 1), label: 'Next page' }] : []),
  ];
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    ...(facts === '' ? [] : [{ kind: 'notice' as const, text: facts }]),
    ...text
      .split(/\n+/)
      .filter((line) => line.trim() !== '')
      .map((line): Block => ({ kind: 'text', text: line })),
    { kind: 'notice', text: [`Page ${page + 1} of ${pages.length}`, url].filter(Boolean).join(' · ') },
    ...(turns.length > 0 ? [{ kind: 'buttons' as const, buttons: turns }] : []),
  ];
  return { blocks, private: true };
}
