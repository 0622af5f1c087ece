/** Raised whenever a message changes its meaning; both ends must speak the same one. */
export const PROTOCOL_VERSION = 2;
