import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { FindResult, Poster, PostResult } from '../../src/digest/poster.ts';

export interface RecordingPoster extends Poster {
  /** What stands in the channel. */
  channel: { id: string; text: string; marker: string; nonce: string }[];
  /** Where those went. */
  places: string[];
  /** What becomes of the next posts; `lost` reaches the channel although nobody hears of it. */
  script: (PostResult | 'lost')[];
  /** What becomes of the next looks. */
  looks: FindResult[];
  readable: boolean;
}

/** A channel in memory that behaves like a platform: it keeps messages, loses answers and limits rates when told to. */
export function recordingPoster(): RecordingPoster {
  const poster: RecordingPoster = {
    channel: [],
    places: [],
    script: [],
    looks: [],
    readable: true,
    messages: (reply, marker) => [
      {
        message: { text: renderTerminal(reply, { color: false, width: 500, zone: 'UTC' }), marker: `${marker}-0` },
        inThread: false,
      },
    ],
    async post(place, message, nonce) {
      const planned = poster.script.shift();
      if (planned && planned !== 'lost') return planned;
      const { text, marker } = message as { text: string; marker: string };
      const id = `m${poster.channel.length + 1}`;
      poster.places.push(place);
      poster.channel.push({ id, text, marker, nonce });
      return planned === 'lost' ? { kind: 'unknown', reason: 'no answer' } : { kind: 'posted', id };
    },
    async find(_place, marker) {
      const planned = poster.looks.shift();
      if (planned) return planned;
      if (!poster.readable) return { kind: 'unreadable', reason: 'no permission' };
      const found = poster.channel.find((message) => message.marker === marker);
      return found ? { kind: 'found', id: found.id } : { kind: 'absent' };
    },
    async direct(user) {
      return `terminal/${user}`;
    },
  };
  return poster;
}
