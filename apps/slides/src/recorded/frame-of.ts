import { talk } from '../slides/talk.ts';
import { stepOf } from '../talk/model.ts';
import type { At } from './recording.ts';

/** What a slide's network looks like when the talk gets there: built only once setup.sh has run. */
export function frameOf(slide: string, step: number): At {
  const builds = talk.findIndex(
    ({ section, cues }) => stepOf(section) === step && cues.some(({ pace }) => pace === 'paced'),
  );
  return talk.findIndex(({ id }) => id === slide) < builds ? 'clean' : 'done';
}
