import type { App } from '../app.ts';
import { buttonId, parseButton } from '../chat/buttons.ts';
import { MOST_PAGES } from '../chat/handlers/quote-handler.ts';
import { buttonsOf } from '../chat/platforms/terminal/render.ts';
import type { Caller, Request } from '../chat/request.ts';
import { UserError } from '../errors.ts';
import { notice, type Reply } from '../reply/reply.ts';
import { atDesk, pressAtDesk } from './run.ts';

/**
 * A page of what the desk finds, the first being 1: what a chat shows once its buttons are pressed.
 * @throws UserError with the words of the desk, and for a page that no search has.
 */
export async function quotesAtDesk(
  app: App,
  caller: Caller,
  asked: Request['options'],
  page: number,
  contextOfEach = false,
): Promise<Reply> {
  if (page > MOST_PAGES) throw new UserError(`--page ${page}: a search has at most ${MOST_PAGES} pages.`);
  const first = await atDesk(app, caller, 'quote', asked);
  const reply = page === 1 ? first : await turned(app, caller, first, page);
  const shown = contextOfEach ? await withContexts(app, caller, reply) : reply;
  if (!buttonsOf(shown).some(({ id, label }) => parseButton(id)?.kind === 'quotes' && label === 'More')) return shown;
  return { ...shown, blocks: [...shown.blocks, { kind: 'notice', text: `--page ${page + 1} shows more.` }] };
}

async function turned(app: App, caller: Caller, first: Reply, page: number): Promise<Reply> {
  const more = buttonsOf(first)
    .map(({ id }) => parseButton(id))
    .find((button) => button?.kind === 'quotes');
  if (more) return pressAtDesk(app, caller, buttonId('quotes', more.id, page - 1));
  return first.blocks.some(({ kind }) => kind === 'quote') ? notice('There is 1 page of quotations like that.') : first;
}

/** Each quotation with the sentences around it, as the choices of the menu below them show it. */
async function withContexts(app: App, caller: Caller, reply: Reply): Promise<Reply> {
  const contexts = new Map<number, string | undefined>();
  for (const { id } of buttonsOf(reply)) {
    if (parseButton(id)?.kind !== 'context') continue;
    const [block] = (await pressAtDesk(app, caller, id)).blocks;
    if (block?.kind === 'quote') contexts.set(block.source.number, block.context);
  }
  const blocks = reply.blocks.map((block) => {
    if (block.kind !== 'quote') return block;
    const context = contexts.get(block.source.number);
    // Other wordings come after it under the same number.
    contexts.delete(block.source.number);
    return context === undefined ? block : { ...block, context };
  });
  return { ...reply, blocks };
}
