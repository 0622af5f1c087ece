import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSchema = z.object({
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});

/**
 * The address of the code as a browser opens it, from `repository` in a package.json; empty when it
 * names none.
 *
 * @throws ZodError when the file is no package.json
 */
export function repositoryOf(file: string): string {
  const { repository } = packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return url
    .replace(/^github:/, 'https://github.com/')
    .replace(/^git\+/, '')
    .replace(/^(git|ssh):\/\/(git@)?/, 'https://')
    .replace(/\.git$/, '');
}
