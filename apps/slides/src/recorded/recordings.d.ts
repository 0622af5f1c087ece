declare module 'virtual:recorded/*' {
  import type { Recording } from './recording.ts';
  const recording: Recording;
  export default recording;
}

declare module 'virtual:shown/*' {
  import type { RecordedRun } from './shown.ts';
  const runs: readonly RecordedRun[];
  export default runs;
}
