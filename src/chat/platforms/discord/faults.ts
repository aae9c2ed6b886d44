const TOKEN =
  "DISCORD_TOKEN isn't accepted: copy it again from the Developer Portal (your application, Bot, Reset Token), then restart Copydesk.";
const INTENTS =
  'Discord refuses the Message Content intent: switch it on in the Developer Portal (Bot, Privileged Gateway Intents), or set DISCORD_MESSAGE_CONTENT=false; then restart Copydesk.';
const SETUP = "Discord won't let this version of Copydesk connect";

/** What a connection failed at. */
export interface Fault {
  /** One line: what happened and what to do. */
  message: string;
  /** Trying again can't help: somebody has to mend a setting first. */
  lasting: boolean;
  /** Discord said when to come back. */
  retryAfterMs?: number;
}

/** Why a connection to Discord could not be made. */
export function faultOf(error: unknown, messageContent: boolean, now: Date): Fault {
  const text = error instanceof Error ? error.message : String(error);
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  if (code === 'TokenInvalid' || status === 401 || /token was provided|authentication failed/i.test(text))
    return closeFault(4004, messageContent);
  if (code === 'DisallowedIntents' || /disallowed intents/i.test(text)) return closeFault(4014, messageContent);
  if (/invalid intents/i.test(text)) return closeFault(4013, messageContent);
  if (/invalid API version/i.test(text)) return closeFault(4012, messageContent);
  const reset = /only \d+ remaining; resets at (\S+)/.exec(text)?.[1];
  if (reset) {
    const at = new Date(reset);
    return {
      message: `Discord allows no more logins until ${reset}: something keeps restarting the bot. It will come back by itself then.`,
      lasting: false,
      retryAfterMs: Math.max(1_000, at.getTime() - now.getTime()),
    };
  }
  return { message: `Discord can't be reached (${text}); trying again.`, lasting: false };
}

/** What a close code of the gateway means: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
export function closeFault(code: number, messageContent: boolean): Fault {
  switch (code) {
    case 4004:
      return { message: TOKEN, lasting: true };
    case 4014:
      return messageContent
        ? { message: INTENTS, lasting: true }
        : { message: `${SETUP}: an intent is not allowed (4014). Please report it.`, lasting: true };
    case 4012:
    case 4013:
      return { message: `${SETUP} (${code}). Update Copydesk; if it is up to date, please report it.`, lasting: true };
    case 4010:
    case 4011:
      return {
        message: `Discord wants the bot's connections shared out another way (${code}): give DISCORD_SHARDS more shards in all, the same number in each process, or leave it empty; trying again.`,
        lasting: false,
      };
    default:
      return { message: `Discord closed the connection (${code}); trying again.`, lasting: false };
  }
}
