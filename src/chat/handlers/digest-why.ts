import { joined, momentWords } from '../../digest/edit/digest-words.ts';
import type { Decision } from '../../digest/edit/select.ts';
import { UserError } from '../../errors.ts';
import { type Block, notice, type Reply } from '../../reply/reply.ts';
import { type DeliveryState, deliveriesOf } from '../../store/digests/deliveries.ts';
import { decisionsOf, recentSlots } from '../../store/digests/slots.ts';
import { capitalised } from '../../text/lists/calendar.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { dateIn, ownDigest } from './digest-handlers.ts';
import { slotWords } from './digest-options.ts';

const SLOTS_READ = 60;
const LEFT_OUT_SHOWN = 15;

/** `/newsadmin digest why`: what happened to a post, part by part, and for each candidate story why it was in or was not. */
export async function whyDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest why'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  const [, day, time] = /^(.+?)(?:[ T](\d{1,2}:\d\d))?$/.exec(options.date?.trim() ?? '') ?? [];
  const date = day === undefined ? undefined : dateIn(day, digest.zone, deps.now());
  const slots = await recentSlots(deps.db, digest.id, SLOTS_READ, date);
  const slot =
    time === undefined ? slots[0] : slots.find(({ due }) => timeIn(due, digest.zone) === time.padStart(5, '0'));
  if (!slot) {
    if (options.date) throw new UserError(`Digest ${digest.id} has no post from ${options.date}.`);
    return notice(`Digest ${digest.id} hasn't been due yet. Next post: ${momentWords(digest.next.due, digest.zone)}.`);
  }
  const key = { digest: digest.id, slot: slot.slot };
  const parts = await deliveriesOf(deps.db, key);
  const decisions = ((await decisionsOf(deps.db, key)) ?? []) as Decision[];
  const chosen = decisions.filter(({ position }) => position !== null);
  const left = decisions.filter(({ position }) => position === null);
  const blocks: Block[] = [
    { kind: 'heading', text: `Digest ${digest.id}, ${momentWords(slot.due, digest.zone)}` },
    { kind: 'text', text: `${capitalised(slotWords(slot))}.` },
    ...(parts.length > 0 ? [{ kind: 'list' as const, items: parts.map((part) => partWords(part, digest.zone)) }] : []),
    ...storyList('In the digest', chosen),
    ...storyList('Left out', left.slice(0, LEFT_OUT_SHOWN)),
  ];
  if (left.length > LEFT_OUT_SHOWN) blocks.push({ kind: 'notice', text: `and ${left.length - LEFT_OUT_SHOWN} more` });
  const others = slots.filter((one) => one !== slot && one.slot.slice(0, 10) === slot.slot.slice(0, 10));
  if (others.length > 0) {
    const times = joined(others.map(({ due }) => timeIn(due, digest.zone)).reverse());
    blocks.push({
      kind: 'notice',
      text: `That day also had posts due at ${times}: name one with its time, such as date:${slot.slot.slice(0, 10)} ${timeIn(others[0]?.due ?? slot.due, digest.zone)}`,
    });
  }
  return { blocks, private: true };
}

function timeIn(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString()
    .slice(0, 5);
}

function partWords(part: DeliveryState, zone: string): { text: string; detail?: string } {
  const where = part.inThread ? 'in the thread' : 'in the channel';
  const when = momentWords(part.changed, zone);
  const reason = part.reason ? `: ${part.reason}` : '';
  const words: Readonly<Record<DeliveryState['state'], string>> = {
    posted: `posted ${when}`,
    planned: part.retryAt
      ? `failed, to be retried after ${momentWords(part.retryAt, zone)}${reason}`
      : 'waiting for its turn',
    claimed: 'being sent',
    unknown: `may have been posted; I'll look for it first${reason}`,
    failed: `gave up ${when}${reason}`,
  };
  return { text: `Message ${part.part + 1} ${where}`, detail: words[part.state] };
}

function storyList(title: string, decisions: readonly Decision[]): Block[] {
  if (decisions.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    {
      kind: 'list',
      items: decisions.map(({ position, headline, url, verdict, reasons }) => ({
        text: position === null ? headline : `${position}. ${headline}`,
        url,
        detail: `${verdict === 'in' ? 'chosen' : verdict}${reasonWords(reasons)}`,
      })),
    },
  ];
}

/** "; for it: 2 publishers, war and peace; against it: a local page", what weighs most first. */
function reasonWords(reasons: readonly string[]): string {
  const weighed = reasons.flatMap((reason) => {
    const [, what = '', sign, weight] = /^(.+) \(([+−])([\d.]+)\)$/u.exec(reason) ?? [];
    return what === '' ? [] : [{ what, against: sign === '−', weight: Number(weight) }];
  });
  const named = (against: boolean) =>
    weighed
      .filter((one) => one.against === against && one.weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .map(({ what }) => what)
      .join(', ');
  const [pro, contra] = [named(false), named(true)];
  return `${pro && `; for it: ${pro}`}${contra && `; against it: ${contra}`}`;
}
