import type { Reply } from '../reply/reply.ts';
import type { Person } from '../store/people-settings.ts';
import type { WorkspaceId } from '../store/schema.ts';
import type { CommandName, SuggestionKind } from './commands.ts';
import type { Form } from './form.ts';

/** Who asks and where, as the platform vouches for it. */
export interface Caller {
  workspace: WorkspaceId;
  /** The channel, thread, DM or terminal the request came from (place.ts). */
  place: string;
  user: string;
  /** Checked with the platform for this very request. */
  admin: boolean;
  /** The ids of their roles, where the platform has roles. */
  roles?: readonly string[];
  /** IANA zone of the user when the platform knows it. */
  zone: string | null;
  /** BCP 47 tag of the language that the user's chat program is set to, where the platform says it. */
  language?: string | null;
  /** The message that a button or form belongs to was shown to this person alone: so is the reply. */
  private?: boolean;
  /** In direct messages: the servers that the person shares with the bot, when none was chosen. */
  servers?: readonly { workspace: WorkspaceId; name: string }[];
  /** In direct messages: the workspaces that the person may choose. */
  mayChoose?: readonly WorkspaceId[];
}

export interface Request {
  kind: 'command';
  command: CommandName;
  /** As the platform gave them; `handle` checks them against the command's row. */
  options: Record<string, string | number | boolean>;
  /** It was filled in as a form: what is refused is offered again as it was typed. */
  form?: true;
  caller: Caller;
  /**
   * Called when a question is let in, before it is looked up: shows that it is being answered. Returns the place of its conversation.
   */
  begin?: () => Promise<string>;
  /** Nothing is asked back before something is removed: whoever types a whole command at a shell means it. */
  sure?: boolean;
}

/** A question in plain words: a mention, a direct message, a reply in a thread, a line in the terminal. */
export interface Question {
  kind: 'question';
  text: string;
  caller: Caller;
  /** What was overheard and may not be for us (`if-known`): without an answer in the articles the reply is `silent`. */
  onlyIfKnown?: boolean;
  /** Where the platform has no private replies to a message: everybody reads errors too. */
  readByAll?: boolean;
}

/** A message in a thread of ours. */
export interface Overheard {
  workspace: WorkspaceId;
  place: string;
  text: string;
  /** It mentions the bot, answers a message of the bot, or was written to the bot directly. */
  addressed: boolean;
  /** It mentions somebody else of the place, or answers somebody else's message. */
  toSomebodyElse: boolean;
}

/** A pressed button or a choice of a menu; `values` is what its form asked for (forms.ts). */
export interface Press {
  kind: 'press';
  button: string;
  values?: Readonly<Record<string, string>>;
  caller: Caller;
}

export interface Suggest {
  kind: SuggestionKind;
  /** What has been typed so far. */
  typed: string;
  workspace: WorkspaceId;
  /** Who types. */
  user: string;
}

/** What holds in one channel. */
export interface ChannelManners {
  /** Every message is for the bot, without a mention. */
  everyMessage: boolean;
  /** Each answer gets a thread. */
  threads: boolean;
}

/** What the platforms call. Neither throws: every error comes back as a reply. */
export interface Desk {
  /** `progress` may be called with growing parts of the reply; the returned reply is the whole and final one. */
  handle(
    request: Request | Question | Press,
    progress?: (partial: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Reply>;
  /** At most 25 suggestions of at most 100 characters, from the store alone. */
  suggest(request: Suggest): Promise<string[]>;
  /** Whether a thread belongs to a conversation of ours, so that a reply without a mention is meant for us. */
  ownsThread(workspace: WorkspaceId, place: string): Promise<boolean>;
  /** Whether a message in a thread of ours is for us: answered, answered only if the articles know (`onlyIfKnown`), or left alone. */
  meant(message: Overheard): Promise<'reply' | 'if-known' | 'silent'>;
  /** What holds in the channel of a place: whether every message is for the bot, and whether answers get threads. */
  manners(workspace: WorkspaceId, place: string): Promise<ChannelManners>;
  /** A form as somebody filled it in, to be mended after it was refused; null when it is no longer kept. */
  formAgain(id: string, user: string): Form | null;
  /** What is left to do before the bot is of use in a workspace; null: nothing. */
  firstSteps(workspace: WorkspaceId): Promise<Reply | null>;
  /** What a person chose in `/news settings` and for direct messages. */
  personOf(workspace: WorkspaceId, user: string): Promise<Person>;
  /** Notes that a message of ours belongs to the conversation of a place; both as places. */
  posted(post: string, place: string): Promise<void>;
  /** The conversation that a message of ours belongs to, as a place; null when it is none of ours. */
  placeOf(post: string): Promise<string | null>;
  /** Whether nobody has taken this event yet, here or in another process with the same token; it counts as taken from now on. */
  first(key: string): Promise<boolean>;
  /** Whether an event was taken within the last day. */
  heard(key: string): Promise<boolean>;
  /** Makes the workspace known (name, default zone) when a platform first sees it. Idempotent. */
  welcome(workspace: {
    id: WorkspaceId;
    platform: 'discord' | 'slack' | 'terminal';
    name: string;
    zone?: string;
  }): Promise<void>;
}
