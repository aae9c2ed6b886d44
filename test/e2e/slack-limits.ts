interface Element {
  type?: string;
  action_id?: string;
  value?: string;
  url?: string;
  text?: { text?: string } | string;
  elements?: Element[];
  options?: Element[];
  placeholder?: { text?: string };
}

/**
 * The error that Slack answers a call with when it breaks a documented limit; null when it keeps all of them. Sources:
 * https://docs.slack.dev/reference/block-kit/blocks, /reference/methods/chat.postMessage and /reference/views.
 */
export function problemsOf(method: string, body: Record<string, unknown>): string | null {
  if (/^views\./.test(method)) return viewProblem(body.view as Record<string, unknown>);
  if (!/^chat\.(?:postMessage|postEphemeral|update|stopStream)$/.test(method)) return null;
  const text = typeof body.text === 'string' ? body.text : '';
  const blocks = (body.blocks ?? []) as Element[];
  if (method !== 'chat.stopStream' && text === '') return 'no_text';
  if (text.length > (method === 'chat.update' ? 4_000 : 40_000)) return 'msg_too_long';
  if (blocks.length > 50) return 'invalid_blocks';
  if (lengthOf(blocks) > 13_200) return 'msg_blocks_too_long';
  if (method !== 'chat.stopStream' && method !== 'chat.update' && body.unfurl_links === true) return 'unfurls';
  return blocksProblem(blocks);
}

function blocksProblem(blocks: readonly Element[]): string | null {
  for (const block of blocks) {
    const elements = block.elements ?? [];
    if (block.type === 'actions') {
      if (elements.length > 25 || elements.length === 0) return 'invalid_blocks';
      const ids = elements.map((element) => element.action_id);
      if (new Set(ids).size !== ids.length) return 'invalid_blocks';
    }
    if (block.type === 'context' && (elements.length > 10 || elements.length === 0)) return 'invalid_blocks';
    if (block.type === 'header' && textOf(block.text).length > 150) return 'invalid_blocks';
    if (block.type === 'section' && textOf(block.text).length > 3_000) return 'invalid_blocks';
    for (const element of elements) {
      if ((element.action_id?.length ?? 0) > 255 || (element.url?.length ?? 0) > 3_000) return 'invalid_blocks';
      if (element.type === 'button' && (textOf(element.text).length > 75 || textOf(element.text) === ''))
        return 'invalid_blocks';
      if ((element.value?.length ?? 0) > 2_000) return 'invalid_blocks';
      if (element.type === 'static_select') {
        const options = element.options ?? [];
        if (options.length === 0 || options.length > 100) return 'invalid_blocks';
        if (options.some((option) => textOf(option.text).length > 75 || (option.value?.length ?? 0) > 150))
          return 'invalid_blocks';
      }
    }
  }
  return null;
}

function viewProblem(view: Record<string, unknown>): string | null {
  const blocks = (view.blocks ?? []) as Element[];
  if (blocks.length > 100) return 'invalid_arguments';
  if (String(view.private_metadata ?? '').length > 3_000) return 'invalid_arguments';
  if (String(view.callback_id ?? '').length > 255) return 'invalid_arguments';
  for (const part of ['title', 'submit', 'close'] as const) {
    const words = textOf(view[part] as Element['text']);
    if (words.length > 24) return 'invalid_arguments';
  }
  for (const { element } of blocks as { element?: Element }[]) {
    const options = element?.options ?? [];
    if (element?.type === 'radio_buttons' && (options.length === 0 || options.length > 10)) return 'invalid_arguments';
    if (options.some((option) => textOf(option.text).length > 75 || (option.value?.length ?? 0) > 150))
      return 'invalid_arguments';
  }
  return blocksProblem(blocks);
}

function textOf(text: Element['text']): string {
  return typeof text === 'string' ? text : (text?.text ?? '');
}

/** All the words of the blocks together, which Slack limits too (observed; bolt-js#2509). */
function lengthOf(blocks: readonly Element[]): number {
  return blocks.reduce((sum, block) => sum + textOf(block.text).length + lengthOf(block.elements ?? []), 0);
}
