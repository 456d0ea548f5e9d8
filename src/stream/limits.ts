/** Limits of the stream: facts of the product, told to each client in `welcome` or named by a close code. */
export const streamLimits = {
  /** Size of one message from a client, in bytes of UTF-8. */
  messageBytes: 16_384,
  /** Messages a client may send in a second, on average and in one burst. */
  messagesPerSecond: 20,
  /** Messages that cannot be understood, until the connection ends. */
  malformedMessages: 5,
  /** Channels of one connection, whatever its plan: their numbers must fit into 16,384 bytes of socket attachment. */
  channels: 1_000,
  /** Sockets of one Channel object. */
  sockets: 10_000,
  /** Sockets of one key, or of one address without a key: nobody takes all there are. */
  socketsOfCaller: 100,
  /** A frame is cut before it grows beyond this. */
  frameBytes: 262_144,
  /** What a channel keeps for those who come back: the newest items, as far as both limits allow. */
  keptItems: 10_000,
  keptBytes: 4_194_304,
  /** What one `subscribe` replays at most over all its channels; a channel beyond it is answered by a gap. */
  replayBytes: 2_097_152,
  /** A `ping` follows each such stretch of frames; its `pong` proves that they were read. */
  pingBytes: 524_288,
  /** Sent and not proven to be read: beyond this a reader is too slow. */
  unreadBytes: 8_388_608,
  heartbeatSeconds: 20,
} as const;
