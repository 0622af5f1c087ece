import type { HubToBrowser } from '@netstage/protocol';

type Of<Event extends keyof HubToBrowser> = {
  event: Event;
  message: Parameters<HubToBrowser[Event]>[0];
};

/** One message to browsers, with its name. */
export type Outgoing = { [Event in keyof HubToBrowser]: Of<Event> }[keyof HubToBrowser];
