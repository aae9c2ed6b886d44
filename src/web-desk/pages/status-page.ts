import { html } from '../html.ts';
import { replyHtml } from '../reply-html.ts';
import type { Page, Visit } from '../visit.ts';

/** What works and what doesn't, as `/newsadmin status` says it. */
export async function statusAnswer({ desk, caller, zone }: Visit): Promise<Page> {
  const reply = await desk.handle({ kind: 'command', command: 'newsadmin status', options: {}, caller });
  const blocks = reply.blocks.filter((block, i) => i > 0 || block.kind !== 'heading');
  return {
    title: 'Status',
    body: html`<h1>Status</h1>
${replyHtml({ ...reply, blocks }, { zone, button: () => null })}`,
  };
}
