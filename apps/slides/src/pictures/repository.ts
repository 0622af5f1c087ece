/** Where the talk's code is, as the clone's package.json names it; null when it names nothing. */
export const repository: string | null = import.meta.env.VITE_REPOSITORY || null;
