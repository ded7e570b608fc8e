import type { Socket } from "node:net";
import { inSeconds } from "./in-seconds.js";
import type { GatheringLimits } from "./limits.js";

export interface GuardedSocket {
  /** Why the guard ended the connection; null where it did not. */
  ended(): string | null;
  release(): void;
}

/**
 * Ends a connection whose server stays silent, takes too long in all or sends too much. Drivers have limits of their
 * own for some of this and none for the rest.
 */
export function guardSocket(socket: Socket, limits: GatheringLimits): GuardedSocket {
  const startedAt = Date.now();
  let lastByteAt = startedAt;
  let bytes = 0;
  let reason: string | null = null;
  const tooLarge = () =>
    socket.bytesRead > limits.serverBytes
      ? `its catalogue is larger than ${Math.floor(limits.serverBytes / 1_000_000)} MB`
      : null;
  const timer = setInterval(
    () => {
      const now = Date.now();
      if (socket.bytesRead > bytes) [bytes, lastByteAt] = [socket.bytesRead, now];
      reason =
        tooLarge() ??
        (now - lastByteAt >= limits.silenceMs
          ? `no answer within ${inSeconds(limits.silenceMs)}`
          : now - startedAt >= limits.totalMs
            ? `not read within ${inSeconds(limits.totalMs)}`
            : null);
      if (reason === null) return;
      clearInterval(timer);
      socket.destroy(new Error(reason));
    },
    Math.min(100, limits.silenceMs / 4),
  );
  // A driver may choke on too much before the guard has looked.
  return { ended: () => reason ?? tooLarge(), release: () => clearInterval(timer) };
}
