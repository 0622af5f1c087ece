import { setting } from '../look/setting.ts';

/** The questions that this browser has upvoted; the hub counts each browser once in any case. */
export const voted = setting<string>('voted', '', (stored) =>
  /^[\w ,-]*$/.test(stored) ? stored : null,
);

export function hasVoted(list: string, id: string): boolean {
  return list.split(',').includes(id);
}

export function withVote(list: string, id: string, up: boolean): string {
  const others = list.split(',').filter((one) => one !== '' && one !== id);
  // The latest few hundred are enough: a talk has no more.
  return [...others, ...(up ? [id] : [])].slice(-500).join(',');
}
