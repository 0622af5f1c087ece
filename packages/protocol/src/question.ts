import { z } from 'zod';

/** In code points, after the hub has tidied the text. */
export const QUESTION_LENGTH = { min: 3, max: 280 } as const;
export const NAME_LENGTH = 40;

/**
 * A question from the room. Text and name are plain text: shown as text nodes, never as markup.
 * `hidden` ones are shown to the presenter only.
 */
export const questionSchema = z.object({
  id: z.string().min(1).max(32),
  text: z
    .string()
    .min(1)
    .max(QUESTION_LENGTH.max * 2),
  /** Null for who gave none. */
  name: z
    .string()
    .min(1)
    .max(NAME_LENGTH * 2)
    .nullable(),
  votes: z.int().min(0),
  /** Ms since 1970 by the hub's clock. */
  at: z.number(),
  state: z.enum(['open', 'answered', 'hidden']),
});
export type Question = z.infer<typeof questionSchema>;
export type QuestionState = Question['state'];

/** What a follower sends; the hub tidies it before it measures it. */
export const askSchema = z.object({ text: z.string().max(2_000), name: z.string().max(200) });
export const voteSchema = z.object({ id: questionSchema.shape.id, up: z.boolean() });
export const markSchema = z.object({
  id: questionSchema.shape.id,
  state: questionSchema.shape.state,
});

/** Changes of the list; with `reset` it is the whole of it. The same twice changes nothing more. */
export const questionsSchema = z.object({
  reset: z.boolean(),
  changed: z.array(questionSchema),
  gone: z.array(questionSchema.shape.id),
});
export type QuestionsMessage = z.infer<typeof questionsSchema>;

/** The list after a message. */
export function withQuestions(
  list: readonly Question[],
  { reset, changed, gone }: QuestionsMessage,
): Question[] {
  const by = new Map(reset ? [] : list.map((question) => [question.id, question]));
  for (const question of changed) by.set(question.id, question);
  for (const id of gone) by.delete(id);
  return [...by.values()];
}

/** Open ones first, then by votes, then the one that waits longest. */
export function inOrder(questions: readonly Question[]): Question[] {
  const rank = { open: 0, answered: 1, hidden: 2 } as const;
  return questions.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || b.votes - a.votes || a.at - b.at,
  );
}
