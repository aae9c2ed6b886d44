import type { Block, ListItem, Reply, Source } from '../reply/reply.ts';
import { dayOf, dotted, inDeskWords, momentOf } from './desk-words.ts';
import { type Html, html, outsideLink } from './html.ts';

export interface ReplyStyle {
  zone: string;
  /** Which buttons are shown, and as what; null leaves a button out. */
  button: (id: string, label: string) => Html | null;
}

/** What the chats are answered, as a part of a page. Claims run on in one paragraph. */
export function replyHtml(reply: Reply, style: ReplyStyle): Html {
  const parts: Html[] = [];
  for (let i = 0; i < reply.blocks.length; i++) {
    const claims: Html[] = [];
    for (let block = reply.blocks[i]; block?.kind === 'claim'; block = reply.blocks[++i]) claims.push(claimHtml(block));
    if (claims.length > 0) parts.push(html`<p class="claims">${claims.map((claim) => html`${claim} `)}</p>`);
    const block = reply.blocks[i];
    if (block) parts.push(blockHtml(block, style));
  }
  return html`<div class="reply">${parts}</div>`;
}

function blockHtml(block: Block, style: ReplyStyle): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h2>${block.text}</h2>`;
    case 'text':
      return html`<p>${inDeskWords(block.text)}</p>`;
    case 'asked':
      return html`<p>${block.text}</p>`;
    case 'claim':
      return html`<p>${claimHtml(block)}</p>`;
    case 'quote':
      return quoteHtml(block, style);
    case 'story':
      return html`<section class="story"><h3>${outsideLink(block.url, block.title)}</h3>
        ${block.sentence ? html`<p>${block.sentence}</p>` : null}
        <p class="small">${dotted([block.publisher, dayOf(block.published, style.zone), block.note])}</p></section>`;
    case 'sources':
      return html`<ol class="sources" aria-label="Sources">${block.sources.map(
        (source) => html`<li value="${source.number}">${sourceHtml(source, style)}</li>`,
      )}</ol>`;
    case 'list':
      return block.numbered
        ? html`<ol>${block.items.map((item) => itemHtml(item, style))}</ol>`
        : html`<ul>${block.items.map((item) => itemHtml(item, style))}</ul>`;
    case 'notice':
      return html`${block.text.split('\n').map((line) => html`<p class="small">${inDeskWords(line)}</p>`)}`;
    case 'time':
      return html`<p>${block.label}: ${momentOf(block.at, style.zone)}</p>`;
    case 'picture':
      // Nothing is loaded from elsewhere: the picture is a link.
      return html`<p class="small">${outsideLink(block.url, `Picture: ${block.alt}`)}</p>`;
    case 'ping':
      return html``;
    case 'buttons':
      return buttonsHtml(block.buttons, style);
    case 'menu':
      return buttonsHtml(block.choices, style);
  }
}

function claimHtml({ text, cites, links, bold }: Extract<Block, { kind: 'claim' }>): Html {
  const said = bold
    ? html`${text.slice(0, bold.start)}<strong>${text.slice(bold.start, bold.end)}</strong>${text.slice(bold.end)}`
    : html`${text}`;
  return html`${said}${cites.map((n, i) => html`<sup class="cite">${outsideLink(links?.[i] ?? null, `[${n}]`)}</sup>`)}`;
}

function quoteHtml(block: Extract<Block, { kind: 'quote' }>, style: ReplyStyle): Html {
  const { text, speaker, role, via, credit, source, context, note } = block;
  const who = credit ?? dotted([speaker ?? 'unattributed', role, via.length > 0 ? `via ${via.join(', ')}` : null]);
  return html`<figure class="quote"><blockquote>${paragraphs(`“${text}”`)}</blockquote>
    <figcaption><bdi>${who}</bdi> — ${sourceHtml(source, style)}</figcaption>
    ${context ? html`<p class="small">In context: ${context}</p>` : null}
    ${(note ?? '').split('\n').map((line) => (line ? html`<p class="small">${line}</p>` : null))}</figure>`;
}

function paragraphs(text: string): Html {
  return html`${text.split(/\n+/).map((one) => html`<p>${one}</p>`)}`;
}

function sourceHtml({ title, publisher, published, url }: Source, style: ReplyStyle): Html {
  return html`${outsideLink(url, title)} <span class="small">${dotted([publisher, dayOf(published, style.zone)])}</span>`;
}

function itemHtml({ text, url, place, commands, detail, at }: ListItem, style: ReplyStyle): Html {
  const named = dotted((commands ?? []).map((name) => inDeskWords(`/${name}`)));
  return html`<li>${url ? outsideLink(url, text) : inDeskWords(text)}${place ? html` <code>${place}</code>` : null}${
    commands ? html` ${named}` : null
  }${detail ? html`<span class="detail">: ${inDeskWords(detail)}</span>` : null}${at ? html` ${momentOf(at, style.zone)}` : null}</li>`;
}

function buttonsHtml(buttons: readonly { id: string; label: string }[], style: ReplyStyle): Html {
  const shown = buttons.flatMap(({ id, label }) => style.button(id, label) ?? []);
  return shown.length > 0 ? html`<div class="buttons">${shown}</div>` : html``;
}
