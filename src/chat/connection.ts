/** How the connection to a platform is doing, for `/health` and `status`. */
export interface LinkState {
  up: boolean;
  /** How often it was made so far. */
  connects: number;
  /** What is wrong and what to do; empty when all is well. */
  problem: string;
}

/** A connection to a chat platform. It is made again whenever it is lost; nothing that the platform does ends the process. */
export interface Connection {
  /** Resolves when the platform is reached for the first time, or when the connection is closed; never rejects. */
  ready: Promise<void>;
  state(): LinkState;
  /** Works at any time, also while connecting. */
  close(): Promise<void>;
}
