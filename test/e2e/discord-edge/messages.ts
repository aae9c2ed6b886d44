export interface EdgeMessage {
  id: string;
  channel_id: string;
  content: string;
  flags: number;
  components: unknown[];
  author: { id: string; bot: boolean; username: string };
  reference: string | null;
  ephemeral: boolean;
  edits: number;
}

/** The text of a message of either layout. */
export function textOf(message: { content: string; components: unknown[] }): string {
  const texts = [message.content];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (typeof node === 'object' && node !== null) {
      if ('content' in node && typeof node.content === 'string') texts.push(node.content);
      if ('components' in node) walk(node.components);
    }
  };
  walk(message.components);
  return texts.filter((text) => text !== '').join('\n');
}

/** The buttons and choices of a message: what they say and their ids. */
export function buttonsOn(message: { components: unknown[] }): { label: string; id: string }[] {
  const found: { label: string; id: string }[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (typeof node === 'object' && node !== null) {
      if ('label' in node && 'custom_id' in node) found.push({ label: String(node.label), id: String(node.custom_id) });
      if ('label' in node && 'value' in node) found.push({ label: String(node.label), id: String(node.value) });
      if ('components' in node) walk(node.components);
      if ('options' in node) walk(node.options);
    }
  };
  walk(message.components);
  return found;
}
