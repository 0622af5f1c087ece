export * from './model.ts';
export * from './readings.ts';
export { apply, emptyState } from './apply.ts';
export { diff } from './diff.ts';
export { linkNamed, namespaceNamed, nodeNamespace } from './find.ts';
export { assemble, type NamespaceProblem } from './assemble.ts';
export type { Problem, Result } from './result.ts';
export { classify, type RouteClass } from './classify.ts';
export {
  inKernelOrder,
  lookup,
  type Candidate,
  type Lookup,
  type LookupOptions,
} from './lookup.ts';
export { moves, type LinkPlace, type Move } from './moves.ts';
export { contains, networkOf, parseAddress, parsePrefix } from './prefix.ts';
export { segments, type Segment, type SegmentPort } from './segments.ts';
export { layout, type LayoutInput } from './layout/layout.ts';
export { emptyMemory, type Memory } from './layout/memory.ts';
export { measureByTable } from './layout/measure.ts';
export type { Viewport } from './layout/metrics.ts';
export type * from './layout/scene.ts';
export { pathOf, plugsOf, signOf, switchingOf } from './shapes.ts';
export { darkTheme, lightTheme, renderSvg, type Theme } from './svg.ts';
export { describe } from './describe.ts';
export { factsOf, type Facts } from './facts.ts';
export { fixtureSchema, type Fixture } from './fixture.ts';
export { shellWord } from './shell-word.ts';
export { linesBehind, originsOf, type Origins, type ScriptStep } from './origins.ts';
