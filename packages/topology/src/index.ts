export * from './model.ts';
export * from './readings.ts';
export { apply, emptyState } from './apply.ts';
export { diff } from './diff.ts';
export { equal } from './equal.ts';
export { linkNamed, namespaceNamed, nodeNamespace } from './find.ts';
export { assemble, effectiveRpFilter, type NamespaceProblem } from './assemble.ts';
export { parse, parseBatch, parseNetconf } from './parse.ts';
export type { Problem, Result } from './result.ts';
