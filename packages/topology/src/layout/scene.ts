/**
 * The drawing as data: every element with a key that stays the same as long as the thing it stands
 * for exists, plain geometry in px, and texts that are measured and placed. Paint in array order.
 */

/** What an element stands for. `key` is the key in the namespace's record of that entity. */
export type Ref =
  | { type: 'node'; node: string }
  | { type: 'namespace'; node: string; namespace: string }
  /** The list of those that have no box of their own, by their ids. */
  | { type: 'fold'; node: string; namespaces: readonly string[] }
  | { type: 'link' | 'route' | 'process'; node: string; namespace: string; key: string }
  | { type: 'segment'; prefix: string }
  | { type: 'outside'; address: string };

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Font {
  family: 'mono' | 'sans';
  /** px */
  size: number;
  weight: 400 | 600;
}

/** The width of a text in px. The browser measures with its own fonts. */
export type Measure = (text: string, font: Font) => number;

export interface SceneText extends Box {
  text: string;
  font: Font;
  /** y of the text's baseline. */
  baseline: number;
  /** `ink` says, `dim` adds, `warn` is not as it should be, `tag` names a kind of route. */
  tone: 'ink' | 'dim' | 'warn' | 'tag';
}

interface Base {
  key: string;
  ref: Ref;
  /** Position of the node in the input, for its hue; null for what belongs to no node. */
  hue: number | null;
  texts: SceneText[];
  /** The whole of it in words, nothing shortened: for screen readers and tooltips. */
  title: string;
  /** What is shown is the last good state: draw it hatched. `since` is on the namespace. */
  stale: boolean;
}

export interface BoxElement extends Base, Box {
  type: 'box';
  /**
   * `stack` is the node's own network stack inside the node's box; `fold` lists the namespaces that
   * found no room; `process` is the capsule behind a tun device; `bus` is a segment of the underlay.
   */
  role: 'node' | 'stack' | 'namespace' | 'fold' | 'bridge' | 'process' | 'bus' | 'outside';
  up: boolean;
  /** A stack that is all there is in its node: a second box around the same thing says nothing. */
  alone?: boolean;
  /** Of a fold: whether its list is open. */
  open?: boolean;
}

export interface PortElement extends Base, Point {
  type: 'port';
  /** Half the side of the square around (x, y). */
  radius: number;
  /** The key of the box on whose border it sits. */
  owner: string;
  kind: string;
  state: 'up' | 'down' | 'no-carrier';
}

export interface CableElement extends Base {
  type: 'cable';
  /**
   * `tunnel` is dotted: through a process. `loose` is the stump of a cable whose other end is not
   * known: both its ends are the port it hangs on.
   */
  kind: 'veth' | 'uplink' | 'tunnel' | 'loose';
  /** Orthogonal, from the first end to the second. */
  points: Point[];
  /** Keys of the elements at the two ends. */
  ends: [string, string];
  /** Of the ports at its ends: the plugs begin there. */
  radius: number;
  /** `gap`: no carrier, draw it interrupted in the middle. */
  state: 'live' | 'gap';
}

/** A signpost: prefix, where to, and its kind as a tag. */
export interface RouteElement extends Base, Box {
  type: 'route';
  kind: string;
  /** The sign with the prefix on it; its tip points to the words of where to. */
  sign: Box;
  linkDown: boolean;
}

export interface SwitchElement extends Base, Box {
  type: 'switch';
  name: 'forwarding' | 'rp_filter';
  state: 'on' | 'off' | 'mixed' | 'unknown';
}

export type SceneElement = BoxElement | PortElement | CableElement | RouteElement | SwitchElement;

export interface Scene {
  /** What to show: at least the viewport, in its proportions; more when the content is larger. */
  viewBox: Box;
  elements: SceneElement[];
}
