import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT, readOptions, UsageError } from './options.ts';

describe('the command line', () => {
  it('means by itself: on this machine, on the usual port, with all of the lab', () => {
    expect(readOptions([])).toMatchObject({
      host: '127.0.0.1',
      port: DEFAULT_PORT,
      publicUrl: null,
      newToken: false,
      lab: true,
      steps: null,
    });
  });

  it('takes what help.txt says', () => {
    const words =
      '--port 0 --host 0.0.0.0 --public-url https://talk.example.org --steps 3,1,3 --no-lab';
    expect(readOptions([...words.split(' '), '--new-token', '--state', '/x'])).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      publicUrl: new URL('https://talk.example.org'),
      steps: [3, 1],
      lab: false,
      newToken: true,
      stateDir: '/x',
    });
  });

  it.each([
    ['--prot 80', '--prot'],
    ['--port', '--port'],
    ['--port eighty', '65535'],
    ['--port 70000', '65535'],
    ['--steps one', '1,3'],
    ['--steps 0', '1,3'],
    ['--public-url talk.example.org', 'https://'],
    ['--public-url https://example.org/talk', 'without a path'],
    ['1', 'argument'],
  ])('says what is wrong with %s', (words, said) => {
    expect(() => readOptions(words.split(' '))).toThrow(UsageError);
    expect(() => readOptions(words.split(' '))).toThrow(said);
  });
});
