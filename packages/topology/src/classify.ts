import type { Route } from './model.ts';

/** The talk's four kinds of unicast routes; anything else is called by the kernel's route type. */
export interface RouteClass {
  kind: 'connected' | 'static' | 'dynamic' | 'default' | (string & {});
  /** The field of the kernel's that says so, in words. */
  because: string;
}

/** Written by a person or a script. What `ip route add` leaves unsaid is `boot`. */
const BY_HAND = new Set(['boot', 'static', 'unspec']);

/** What kind of route this is, judged only by what the kernel says of it. */
export const classify = (route: Route): RouteClass => {
  const { type, destination, protocol, scope, nextHops } = route;
  if (type !== 'unicast') return { kind: type, because: `type ${type}` };
  if (destination === '0.0.0.0/0' || destination === '::/0') {
    return { kind: 'default', because: `destination ${destination}: every address` };
  }
  if (protocol !== 'kernel' && !BY_HAND.has(protocol)) {
    return {
      kind: 'dynamic',
      because: `proto ${protocol}: a routing daemon or the network put it`,
    };
  }
  if (protocol === 'kernel') {
    return {
      kind: 'connected',
      because: `proto kernel, scope ${scope}: an interface's own subnet`,
    };
  }
  const by = nextHops.some((hop) => hop.gateway !== null) ? 'via a gateway' : `scope ${scope}`;
  return { kind: 'static', because: `proto ${protocol}, ${by}: put by hand` };
};
