import type { Place, Size, TerminalFrame, TerminalScreen } from '@netstage/protocol';

/** What shows one terminal's output. */
export interface TerminalSink {
  /** Starts anew: a terminal of that size, reset, then `data`. */
  readonly seed: (size: Size, data: string) => void;
  /** `drawn` is called once the data was taken in. */
  readonly write: (data: string, drawn: () => void) => void;
  readonly resize: (size: Size) => void;
}

export interface TerminalStreams {
  /** Feeds `sink` with the terminal's output from now on; at most one sink per terminal. */
  readonly open: (terminal: string, sink: TerminalSink) => () => void;
  /** Asks for the terminal's screen again, as after output that was dropped here. */
  readonly reseed: (terminal: string) => void;
  /** Asks for every open terminal: after a connect. */
  readonly reseedAll: () => void;
  readonly takeScreen: (screen: TerminalScreen) => void;
  readonly takeFrame: (frame: TerminalFrame) => void;
  readonly takeSize: (message: { terminal: string; size: Size } & Place) => void;
}

interface Stream {
  readonly sink: TerminalSink;
  /** Up to where output was taken in; null while a screen is awaited. */
  place: Place | null;
}

/**
 * Keeps each terminal's output gapless: every byte once and in order, or a fresh screen.
 *
 * @param watch tells the hub all terminals wanted from now on; it answers with their screens
 * @param drawn output was drawn up to that place
 */
export function createTerminalStreams(
  watch: (terminals: string[]) => void,
  drawn: (terminal: string, place: Place) => void = () => {},
): TerminalStreams {
  const streams = new Map<string, Stream>();
  let sent: readonly string[] = [];
  let asked = false;

  // One message for all that opens or closes in one go, such as a change of slides.
  function ask(): void {
    if (asked) return;
    asked = true;
    queueMicrotask(tell);
  }

  // The hub answers a list with the screens of what is new in it, the same list again with all.
  function tell(): void {
    asked = false;
    const list = [...streams.keys()];
    const same = list.length === sent.length && list.every((one) => sent.includes(one));
    const again = sent.some((one) => streams.get(one)?.place === null);
    sent = list;
    if (!same) watch(list);
    if (again) watch(list);
  }

  function reseed(terminal: string): void {
    const stream = streams.get(terminal);
    // While its place is null a screen is on its way: asking again would only bring another.
    if (!stream?.place) return;
    stream.place = null;
    ask();
  }

  return {
    open(terminal, sink) {
      streams.set(terminal, { sink, place: null });
      ask();
      return () => {
        if (streams.get(terminal)?.sink !== sink) return;
        streams.delete(terminal);
        ask();
      };
    },
    reseed,
    reseedAll() {
      for (const stream of streams.values()) stream.place = null;
      sent = [];
      ask();
    },
    takeScreen({ terminal, epoch, offset, size, data }) {
      const stream = streams.get(terminal);
      if (!stream) return;
      // The screen of a place already reached says nothing new: another terminal was asked for.
      if (stream.place?.epoch === epoch && stream.place.offset === offset) return;
      stream.place = { epoch, offset };
      stream.sink.seed(size, data);
    },
    takeFrame({ terminal, epoch, offset, end, data }) {
      const stream = streams.get(terminal);
      if (!stream?.place) return;
      const { place } = stream;
      if (place.epoch === epoch && end <= place.offset) return;
      if (place.epoch !== epoch || place.offset !== offset) {
        reseed(terminal);
        return;
      }
      const reached = { epoch, offset: end };
      stream.place = reached;
      stream.sink.write(data, () => drawn(terminal, reached));
    },
    takeSize({ terminal, epoch, offset, size }) {
      const stream = streams.get(terminal);
      if (!stream?.place) return;
      if (stream.place.epoch !== epoch || stream.place.offset < offset) reseed(terminal);
      else if (stream.place.offset === offset) stream.sink.resize(size);
    },
  };
}
