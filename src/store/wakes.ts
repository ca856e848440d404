/** Tells that keys became due, whichever process made them so. Best effort: whoever listens looks by itself as well. */
export interface Wakes {
  listen(onWake: () => void): WakeListener;
}

export interface WakeListener {
  /** Whether wakes arrive, as far as is known: if not, look often. */
  isLive(): boolean;
  stop(): void;
}
