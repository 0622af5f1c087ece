declare module '*.sh?script' {
  import type { ScriptLine } from './tokenize.ts';
  const lines: readonly ScriptLine[];
  export default lines;
}
