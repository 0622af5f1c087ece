import { describe, expect, it } from 'vitest';
import { inOrder, withQuestions } from './question.ts';
import type { Question } from './question.ts';

const question = (id: string, rest: Partial<Question> = {}): Question => ({
  id,
  text: `What is ${id}?`,
  name: null,
  votes: 0,
  at: 1,
  state: 'open',
  ...rest,
});

describe('the questions', () => {
  it('fold to the same list however often a message comes', () => {
    const message = {
      reset: false,
      changed: [question('a', { votes: 2 }), question('c')],
      gone: ['b'],
    };
    const once = withQuestions([question('a'), question('b')], message);
    expect(once.map(({ id, votes }) => [id, votes])).toEqual([
      ['a', 2],
      ['c', 0],
    ]);
    expect(withQuestions(once, message)).toEqual(once);
    expect(withQuestions(once, { reset: true, changed: [], gone: [] })).toEqual([]);
  });

  it('stand open before answered, then by votes, then by age', () => {
    const list = [
      question('answered', { state: 'answered', votes: 9 }),
      question('late', { at: 3 }),
      question('early', { at: 2 }),
      question('wanted', { at: 4, votes: 1 }),
    ];
    expect(inOrder(list).map(({ id }) => id)).toEqual(['wanted', 'early', 'late', 'answered']);
  });
});
