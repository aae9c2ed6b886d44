import { ComponentType, MessageFlags } from 'discord.js';

/** A body that Discord documents as refused: what is wrong with it, as its error 50035 would say; null when it is fine. */
export function refusal(body: Record<string, unknown>, { modal = false } = {}): string | null {
  const flags = Number(body.flags ?? 0);
  const components = (body.components ?? []) as Node[];
  const nodes = flatten(components);
  const ids = nodes.flatMap((node) => (node.custom_id === undefined ? [] : [node.custom_id]));
  if (new Set(ids).size !== ids.length) return 'COMPONENT_CUSTOM_ID_DUPLICATED';
  if (ids.some((id) => id.length < 1 || id.length > 100)) return 'custom_id 1-100';
  for (const node of nodes) {
    const wrong = nodeFault(node);
    if (wrong) return wrong;
  }
  if (modal) return modalFault(body, components);
  if (nodes.some((node) => node.type === ComponentType.RadioGroup)) return 'radio group outside of a modal';
  const content = (body.content ?? '') as string;
  if (flags & MessageFlags.IsComponentsV2) {
    if (content !== '' || body.embeds) return 'content with components v2';
    if (nodes.length > 40) return 'more than 40 components';
    const texts = nodes.flatMap((node) => (node.type === ComponentType.TextDisplay ? [node.content ?? ''] : []));
    if (texts.some((text) => text === '')) return 'empty text display';
    if (texts.join('').length > 4000) return 'text over 4000';
    return components.length === 0 ? 'empty message' : null;
  }
  if (content.length > 2000) return 'content over 2000';
  if (components.length > 5) return 'more than 5 rows';
  if (components.some((node) => node.type !== ComponentType.ActionRow)) return 'component needs v2';
  return content.trim() === '' ? 'empty message' : null;
}

interface Node {
  type: number;
  custom_id?: string;
  content?: string;
  label?: string;
  components?: Node[];
  component?: Node;
  options?: { label: string; value: string; default?: boolean }[];
  max_length?: number;
  description?: string;
}

function flatten(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [
    node,
    ...flatten(node.components ?? []),
    ...flatten(node.component ? [node.component] : []),
  ]);
}

function nodeFault(node: Node): string | null {
  switch (node.type) {
    case ComponentType.ActionRow: {
      const inside = node.components ?? [];
      const buttons = inside.every((one) => one.type === ComponentType.Button);
      return inside.length < 1 || inside.length > (buttons ? 5 : 1) ? 'row of 1-5 buttons or one select' : null;
    }
    case ComponentType.Button:
      return !node.label || node.label.length > 80 ? 'label 1-80' : null;
    case ComponentType.StringSelect: {
      const options = node.options ?? [];
      if (options.length < 1 || options.length > 25) return 'options 1-25';
      if (options.some((o) => o.label.length < 1 || o.label.length > 100 || o.value.length > 100))
        return 'option label 1-100';
      return new Set(options.map((o) => o.value)).size === options.length ? null : 'duplicate option value';
    }
    case ComponentType.RadioGroup: {
      const options = node.options ?? [];
      if (options.length < 2 || options.length > 10) return 'options 2-10';
      if (options.some((o) => o.label.length < 1 || o.label.length > 100 || o.value.length > 100))
        return 'option label 1-100';
      return options.filter((o) => o.default).length <= 1 ? null : 'more than one default';
    }
    default:
      return null;
  }
}

function modalFault(body: Record<string, unknown>, components: readonly Node[]): string | null {
  const title = String(body.title ?? '');
  if (title.length < 1 || title.length > 45) return 'title 1-45';
  if (components.length < 1 || components.length > 5) return 'modal of 1-5 components';
  for (const node of components) {
    if (node.type !== ComponentType.Label) return 'modal wants labels';
    if (!node.label || node.label.length > 45) return 'label 1-45';
    if ((node.description ?? '').length > 100) return 'description 100';
    if ((node.component?.max_length ?? 1) > 4000) return 'max_length 4000';
  }
  return null;
}
