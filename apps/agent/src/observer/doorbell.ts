/**
 * Something that calls `ring` when the network may have changed; what it has seen is of no
 * interest. It rings once at the start, for what went on before it listened.
 *
 * @returns the way to stop it
 */
export type Doorbell = (ring: () => void, report: (trouble: string) => void) => () => void;
