declare module 'virtual:recorded/*' {
  import type { Recording } from './recording.ts';
  const recording: Recording;
  export default recording;
}
