/** What the first slide shows beyond the page itself, by the ends of their modules' names. */
const LAZY = ['/src/pictures/Picture.tsx'];

export interface Chunk {
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
}

/** Files that are loaded with these ones, themselves included. */
export function withImports(
  chunks: ReadonlyMap<string, Pick<Chunk, 'imports'>>,
  first: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...first];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    open.push(...(chunks.get(file)?.imports ?? []));
  }
  return found;
}

/** The scripts that a browser loads before it shows the first slide: `page` comes with index.html. */
export function beforeFirstSlide(chunks: ReadonlyMap<string, Chunk>): {
  readonly page: ReadonlySet<string>;
  readonly slide: ReadonlySet<string>;
} {
  const files = (wanted: (chunk: Chunk) => boolean) =>
    [...chunks].filter(([, chunk]) => wanted(chunk)).map(([file]) => file);
  const page = withImports(
    chunks,
    files(({ isEntry }) => isEntry),
  );
  const all = withImports(
    chunks,
    files(({ facadeModuleId }) => LAZY.some((end) => facadeModuleId?.endsWith(end) === true)),
  );
  return { page, slide: new Set([...all].filter((file) => !page.has(file))) };
}
