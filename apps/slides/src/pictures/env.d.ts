interface ImportMetaEnv {
  /** From `repository` in the root's package.json, put in when the deck is built; may be empty. */
  readonly VITE_REPOSITORY: string;
}
