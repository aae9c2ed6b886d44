import { Readability } from '@mozilla/readability';
import type { Block } from './blocks.ts';
import { blocksOf } from './blocks.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { type StoryFacts, storyBlocks } from './story-blocks.ts';

/** The story's lines by two methods: Readability's, unless it left out much prose that the densest part of the page holds. Changes the document. */
export function mainBlocks(document: DomDocument, facts: StoryFacts): Block[] {
  const densest = storyBlocks(densestBlocks(document), facts);
  const readable = storyBlocks(readabilityBlocks(document), facts);
  return prose(readable) * 2 < prose(densest) ? densest : readable;
}

function prose(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + proseWeight(block), 0);
}

/** The lines of the densest part of a pruned page: from the body down, as long as one child holds nearly all the prose. */
function densestBlocks(document: DomDocument): Block[] {
  const blocks = blocksOf(document.body);
  const prose = new Map<DomElement, number>();
  let total = 0;
  for (const block of blocks) {
    const weight = proseWeight(block);
    if (weight === 0) continue;
    total += weight;
    for (let element: DomElement | null = block.element; element !== null; element = element.parentElement)
      prose.set(element, (prose.get(element) ?? 0) + weight);
  }
  if (total === 0) return [];
  const marked = [...document.querySelectorAll('[itemprop~=articleBody]')].filter(
    (element) => (prose.get(element) ?? 0) > total * 0.4,
  );
  let root = marked[0] ?? document.body;
  for (;;) {
    let best: DomElement | null = null;
    const { children } = root;
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (child !== undefined && (prose.get(child) ?? 0) > (best === null ? 0 : (prose.get(best) ?? 0))) best = child;
    }
    const here = prose.get(root) ?? 0;
    if (best === null || (prose.get(best) ?? 0) < here * (best.localName === 'article' ? 0.6 : 0.85)) break;
    if (best.localName === 'p') break;
    root = best;
  }
  return blocks.filter(({ element }) => root.contains(element));
}

/** The lines that Mozilla's Readability takes for the article. Changes the document. */
function readabilityBlocks(document: DomDocument): Block[] {
  const reader = new Readability<DomElement>(document as never, {
    serializer: (node) => node as unknown as DomElement,
    disableJSONLD: true,
    keepClasses: true,
    charThreshold: 250,
  });
  const content = reader.parse()?.content;
  return content ? blocksOf(content) : [];
}

/** How much a line counts as prose: its length when it is a sentence of some length outside of links. */
export function proseWeight({ text, linked }: Block): number {
  const own = text.length - linked;
  return own >= 50 && linked < text.length * 0.5 ? own : 0;
}
