import { mkdtempSync, readdirSync, readFileSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOrder, withQuestions } from '@netstage/protocol';
import type { Question, QuestionsMessage } from '@netstage/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exports } from './questions-export.ts';
import { QuestionsFile } from './questions-file.ts';
import { Questions } from './questions.ts';

let folder = '';
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  folder = mkdtempSync(join(tmpdir(), 'netstage-questions-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const guest = (name: string | null) => ({ guest: name, address: '192.0.2.1' });

function rig(stateDir: string | null = folder) {
  const lists: Record<'stage' | 'audience', Question[]> = { stage: [], audience: [] };
  const told: QuestionsMessage[] = [];
  const questions = new Questions({
    file: new QuestionsFile(stateDir),
    now: Date.now,
    tell: (to, message) => {
      lists[to] = withQuestions(lists[to], message);
      told.push(message);
    },
    onChange: () => undefined,
  });
  const ask = (name: string, text: string) => questions.ask(guest(name), { text, name: '' });
  const one = (text: string) => questions.list('stage').changed.find((q) => q.text === text);
  return { questions, lists, told, ask, one };
}

describe('questions', () => {
  it('are asked, upvoted once by each, and told to all who look', () => {
    const { questions, lists, ask, one } = rig();
    expect(ask('anna', 'Why a bridge?').ok).toBe(true);
    const id = one('Why a bridge?')?.id ?? '';
    for (const name of ['ben', 'ben', 'cleo'])
      expect(questions.vote(guest(name), { id, up: true }).ok).toBe(true);
    vi.advanceTimersByTime(300);
    expect(lists.audience).toMatchObject([{ text: 'Why a bridge?', votes: 3, name: null }]);
    questions.vote(guest('ben'), { id, up: false });
    vi.advanceTimersByTime(300);
    expect(lists.stage[0]?.votes).toBe(2);
  });

  it('gather many votes into one message', () => {
    const { questions, told, ask, one } = rig();
    ask('anna', 'Why a bridge?');
    vi.advanceTimersByTime(300);
    told.length = 0;
    const id = one('Why a bridge?')?.id ?? '';
    for (let voter = 0; voter < 500; voter += 1)
      questions.vote(guest(`voter-${voter}`), { id, up: true });
    vi.advanceTimersByTime(300);
    expect(told).toHaveLength(2);
    expect(one('Why a bridge?')?.votes).toBe(501);
  });

  it('count the same question asked twice as a vote', () => {
    const { questions, ask } = rig();
    ask('anna', 'Why a bridge?');
    expect(ask('ben', '  why a BRIDGE? ').ok).toBe(true);
    expect(questions.list('stage').changed).toMatchObject([{ votes: 2 }]);
  });

  it('are limited in length, by person and by address', () => {
    const { questions, ask } = rig();
    expect(ask('anna', ' ? ')).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    expect(ask('anna', 'x'.repeat(281))).toMatchObject({ refusal: { code: 'too-large' } });
    const long = questions.ask(guest('anna'), { text: 'Why so?', name: 'n'.repeat(41) });
    expect(long).toMatchObject({ refusal: { code: 'too-large' } });
    const answers = Array.from({ length: 5 }, (_, index) => ask('anna', `Question ${index}?`));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    const crowd = Array.from({ length: 100 }, (_, index) =>
      ask(`guest-${index}`, `Crowd ${index}?`),
    );
    expect(crowd.filter(({ ok }) => ok).length).toBeLessThan(60);
    expect(questions.ask(guest(null), { text: 'Who am I?', name: '' })).toMatchObject({
      refusal: { code: 'wrong-token' },
    });
  });

  it('that are hidden leave the audience and stay with the presenter', () => {
    const { questions, lists, ask, one } = rig();
    ask('anna', 'Why a bridge?');
    vi.advanceTimersByTime(300);
    const id = one('Why a bridge?')?.id ?? '';
    questions.mark(id, 'hidden');
    vi.advanceTimersByTime(300);
    expect(lists.audience).toEqual([]);
    expect(lists.stage).toMatchObject([{ state: 'hidden' }]);
    expect(questions.list('audience').changed).toEqual([]);
    expect(questions.vote(guest('ben'), { id, up: true }).ok).toBe(false);
    expect(questions.open).toBe(0);
  });

  it('outlive the hub, even one that was killed while it wrote', () => {
    const first = rig();
    first.ask('anna', 'Why a bridge?');
    const id = first.one('Why a bridge?')?.id ?? '';
    first.questions.vote(guest('ben'), { id, up: true });
    first.questions.mark(id, 'answered');
    appendFileSync(join(folder, 'questions.jsonl'), '{"did":"vote","id":"');

    const { questions } = rig();
    expect(questions.list('stage').changed).toMatchObject([{ votes: 2, state: 'answered' }]);
    questions.vote(guest('ben'), { id, up: true });
    expect(questions.find(id)?.votes).toBe(2);
  });

  it('can be put away and begun anew', () => {
    const { questions, lists, ask } = rig();
    ask('anna', 'Why a bridge?');
    vi.advanceTimersByTime(300);
    questions.clear();
    expect(lists.audience).toEqual([]);
    expect(rig().questions.list('stage').changed).toEqual([]);
    const kept = readdirSync(folder).find((name) => name.startsWith('questions-'));
    expect(readFileSync(join(folder, kept ?? ''), 'utf8')).toContain('Why a bridge?');
  });
});

const question = (text: string, rest: Partial<Question> = {}): Question => ({
  id: text,
  text,
  name: null,
  votes: 1,
  at: 0,
  state: 'open',
  ...rest,
});

describe('the export', () => {
  const list = inOrder([
    question('=HYPERLINK("http://evil")', { name: '@anna' }),
    question('Is *this* <b>bold</b>?', { state: 'answered', votes: 2 }),
  ]);

  it('to CSV holds no formula and no broken quote', () => {
    const [head, first, second] = exports.csv.write(list).split('\r\n');
    expect(head).toBe('"state","votes","asked at","name","question"');
    expect(first).toBe(
      `"open","1","1970-01-01T00:00:00.000Z","'@anna","'=HYPERLINK(""http://evil"")"`,
    );
    expect(second).toContain('"Is *this* <b>bold</b>?"');
  });

  it('to Markdown holds no markup of the askers', () => {
    expect(exports.md.write(list)).toBe(
      String.raw`# Questions

## Open

- =HYPERLINK\("http://evil"\) — @anna, 1 vote

## Answered

- Is \*this\* \<b\>bold\</b\>? — anonymous, 2 votes
`,
    );
  });

  it('to JSON is the list', () => {
    expect(JSON.parse(exports.json.write(list))).toEqual(list);
  });
});
