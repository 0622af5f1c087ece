import type { HubToBrowser, TerminalFrame, TerminalScreen } from '@netstage/protocol';

/** Text is text here: how it travels is the sockets' matter. */
interface Texts {
  'terminal-screen': TerminalScreen;
  'terminal-output': TerminalFrame;
}

type Of<Event extends keyof HubToBrowser> = {
  event: Event;
  message: Event extends keyof Texts ? Texts[Event] : Parameters<HubToBrowser[Event]>[0];
};

/** One message to browsers, with its name. */
export type Outgoing = { [Event in keyof HubToBrowser]: Of<Event> }[keyof HubToBrowser];
