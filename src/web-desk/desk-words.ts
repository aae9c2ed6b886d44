import { type Html, html } from './html.ts';

/** A day, for whoever reads in a zone. */
export function dayOf(at: Date | string | null, zone: string): Html | null {
  if (at === null) return null;
  return timeTag(new Date(at), zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A moment to the minute, for whoever reads in a zone. */
export function momentOf(at: Date | string | null, zone: string): Html | null {
  if (at === null) return null;
  return timeTag(new Date(at), zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

function timeTag(at: Date, zone: string, style: Intl.DateTimeFormatOptions): Html | null {
  if (Number.isNaN(at.getTime())) return null;
  const text = new Intl.DateTimeFormat('en-GB', { ...style, timeZone: zone }).format(at);
  return html`<time datetime="${at.toISOString()}">${text}</time>`;
}

/** "1 article", "2 articles" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** Parts in a line with dots between them; what is missing leaves none. */
export function dotted(parts: readonly (Html | string | null | undefined | false)[]): Html {
  const there = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '');
  return html`${there.map((part, i) => (i === 0 ? html`${part}` : html` · ${part}`))}`;
}
