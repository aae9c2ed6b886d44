import { collapse, type DomDocument } from './dom.ts';
import type { Block } from './page-blocks.ts';

/** The words of a page as they stand in it, without white space, for looking lines up. */
export function pageText(document: DomDocument): string {
  return tight(document.body.textContent ?? '');
}

/** Whether a line stands in the page without a gap. Rows of tables are joined from their cells and are not asked. */
export function isUnbroken({ text, tag }: Block, page: string): boolean {
  return tag === 'tr' || page.includes(tight(text));
}

function tight(text: string): string {
  return collapse(text).replaceAll(' ', '');
}
