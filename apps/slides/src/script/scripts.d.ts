declare module '*.sh?script' {
  const lines: readonly import('./tokenize.ts').ScriptLine[];
  export default lines;
}
