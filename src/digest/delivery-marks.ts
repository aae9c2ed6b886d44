import { createHash } from 'node:crypto';
import type { SlotKey } from '../store/digests/slots.ts';

/** Short code that every message of a delivery carries, so that it can be found again in the channel. */
export function deliveryMarker(key: SlotKey): string {
  return createHash('sha256').update(`${key.digest}/${key.slot}`).digest('hex').slice(0, 10);
}

/** The marker of one part; posters number the messages of a digest the same way. */
export function partMarker(key: SlotKey, part: number): string {
  return `${deliveryMarker(key)}-${part}`;
}

/** 24 characters that are the same for every try of one part (Discord takes at most 25). */
export function deliveryNonce(key: SlotKey, place: string, part: number): string {
  return createHash('sha256').update(`${place}/${key.digest}/${key.slot}/${part}`).digest('hex').slice(0, 24);
}
