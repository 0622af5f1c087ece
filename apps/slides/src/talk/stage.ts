/** What a slide shows of a network beside its words, as data. */
export type StepNumber = 1 | 2 | 3 | 4;

/**
 * The step's nodes as they are now, and shells on them. Without a lab the recorded state stands in
 * and says so.
 */
export interface Live {
  readonly kind: 'live';
  /**
   * `diagram`: the network as boxes and cables. `tables`: interfaces and routes of each namespace
   * in `tables`.
   */
  readonly view: 'diagram' | 'tables';
  /** Nodes in the diagram, left to right. */
  readonly nodes: readonly string[];
  /** The tables' owners; the namespace is null for the node itself. */
  readonly tables?: readonly { readonly node: string; readonly namespace: string | null }[];
  /** Terminal ids, left to right. */
  readonly terminals: readonly string[];
}

/** The diagram as it was recorded while `setup.sh` ran line by line on every node of the step. */
export interface Recorded {
  readonly kind: 'recorded';
  readonly step: StepNumber;
  /**
   * A line of `setup.sh`, whole and as it stands in the file: the state right after it. `clean` is
   * the state before the first line, `done` after the last. Frame n comes with fragment n - 1.
   */
  readonly frames: readonly string[];
}

/** A drawn idea. It uses the diagram's shapes but claims nothing about a node that runs. */
export interface Concept {
  readonly kind: 'concept';
  readonly picture: Picture;
  /** What must be drawn, for the one who draws it. */
  readonly draw: string;
}

export type Picture =
  | 'preflight'
  | 'join'
  | 'layers'
  | 'cidr'
  | 'aim'
  | 'plan'
  | 'container'
  | 'routing'
  | 'next-hop'
  | 'routers-between'
  | 'overlay'
  | 'tun-tap'
  | 'socat'
  | 'reverse-path'
  | 'map'
  | 'end';

export type Stage = { readonly kind: 'none' } | Concept | Recorded | Live;
