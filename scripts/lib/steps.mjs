/** Runs the set-up's commands one by one, telling what happens and for how long. */
import { spawn } from 'node:child_process';

const TELL_AFTER_MS = 2_000;
const TELL_EVERY_MS = 5_000;

export class SetupError extends Error {}

/**
 * Runs a command quietly; its output is shown only when it fails.
 *
 * @param {string} title what the reader is told
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, mend?: string }} [options] `mend`: what to do if it fails
 * @returns {Promise<void>}
 * @throws {SetupError} when it can't be started or exits non-zero
 */
export async function step(title, command, args, options = {}) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1_000).toFixed(0);
  let told = false;
  const tell = () => {
    process.stderr.write(told ? `  … ${title}, ${seconds()} s\n` : `• ${title} …\n`);
    told = true;
    timer = setTimeout(tell, TELL_EVERY_MS);
  };
  let timer = setTimeout(tell, TELL_AFTER_MS);
  try {
    const { code, output } = await capture(command, args, options);
    if (code !== 0)
      throw new SetupError(
        `${title} failed: ${command} ${args.join(' ')} ended with ${code}.\n${tail(output)}` +
          (options.mend ? `\nWhat to do: ${options.mend}` : ''),
      );
  } finally {
    clearTimeout(timer);
  }
  if (told) process.stderr.write(`✓ ${title}, ${seconds()} s\n`);
}

/** @returns {Promise<{ code: number | string, output: string }>} */
function capture(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-64_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new SetupError(`${command}: ${error.message}`)));
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'unknown', output }));
  });
}

function tail(output) {
  return output.trimEnd().split('\n').slice(-30).join('\n');
}
