export * from './model.ts';
export * from './readings.ts';
export { apply, emptyState } from './apply.ts';
export { diff } from './diff.ts';
export { equal } from './equal.ts';
export { linkNamed, namespaceNamed, nodeNamespace } from './find.ts';
