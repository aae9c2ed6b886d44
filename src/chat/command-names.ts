import type { Block, Reply } from '../reply/reply.ts';

/** A command of ours in a text, but not a part of an address. */
const NAMED = /(?<![\w./])\/(ask|quote|news|newsadmin)(?=[\s.,;:)“”"]|$)/g;

/**
 * A reply in which the commands have the names that they have in Slack, where a prefix keeps them apart from another app's. `ours`: its
 * texts are our own; the text of an article is never changed.
 */
export function withPrefix(reply: Reply, prefix: string, ours: boolean): Reply {
  if (prefix === '') return reply;
  const named = (text: string) => text.replace(NAMED, `/${prefix}$1`);
  const renamed = (block: Block): Block => {
    switch (block.kind) {
      case 'notice':
        return { ...block, text: named(block.text) };
      case 'text':
        return ours ? { ...block, text: named(block.text) } : block;
      case 'list':
        return {
          ...block,
          items: block.items.map((item) => ({
            ...item,
            ...(item.commands ? { commands: item.commands.map((name) => `${prefix}${name}`) } : {}),
            ...(item.detail && ours ? { detail: named(item.detail) } : {}),
          })),
        };
      default:
        return block;
    }
  };
  return { ...reply, blocks: reply.blocks.map(renamed) };
}
