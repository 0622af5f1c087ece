import { describe, expect, it } from 'vitest';
import { diffLines, groups, scriptOf } from './testing/scripts.ts';
import { stepOf } from './model.ts';
import { talk } from './words/index.ts';

const scripts = talk.flatMap((slide) =>
  slide.body.flatMap((block) => (block.kind === 'script' ? [{ slide, block }] : [])),
);

describe('scripts on slides', () => {
  it.each(scripts)('$slide.id shows groups that are in the file, in order', ({ block }) => {
    const inFile = groups(scriptOf(block.step, block.file));
    const shown = block.parts.map((part) =>
      inFile.findIndex((group) => group.lines.includes(part.line)),
    );
    const missing = block.parts.filter((_, index) => shown[index] === -1);
    expect(missing).toEqual([]);
    expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
  });

  it.each(scripts.filter(({ block }) => block.file !== 'test.sh'))(
    '$slide.id leaves out nothing that is new',
    ({ block }) => {
      const source = scriptOf(block.step, block.file);
      const before = block.against === undefined ? '' : scriptOf(block.against, block.file);
      const fresh = new Set(diffLines(source, before));
      const captioned = new Set(block.parts.map((part) => part.line));
      const untold = groups(source).filter(
        (group) =>
          group.lines.some((line) => fresh.has(line)) &&
          !group.lines.some((line) => captioned.has(line)),
      );
      expect(untold).toEqual([]);
    },
  );

  it('counts right: two lines of step 3’s setup.sh are new', () => {
    const commands = diffLines(scriptOf(3, 'setup.sh'), scriptOf(2, 'setup.sh'));
    expect(commands).toHaveLength(2);
  });

  it.each(talk.filter((slide) => slide.stage.kind === 'recorded'))(
    '$id shows states that setup.sh goes through',
    ({ stage, section }) => {
      if (stage.kind !== 'recorded') return;
      expect(stage.step).toBe(stepOf(section));
      const lines = scriptOf(stage.step, 'setup.sh').split('\n');
      const order = stage.frames.map((frame) =>
        frame === 'clean' ? 0 : frame === 'done' ? Infinity : lines.indexOf(frame),
      );
      expect(order).not.toContain(-1);
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
    },
  );
});
