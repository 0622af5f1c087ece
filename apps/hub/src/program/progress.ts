const TELL_AFTER = 2_000;

/** Tells on stderr what is being waited for, once it takes longer than a blink. */
export async function progress<T>(title: string, work: Promise<T>): Promise<T> {
  const begun = performance.now();
  const seconds = (): string => ((performance.now() - begun) / 1_000).toFixed(0);
  let told = false;
  const timer = setInterval(() => {
    process.stderr.write(told ? `  … ${title}, ${seconds()} s\n` : `• ${title} …\n`);
    told = true;
  }, TELL_AFTER);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (told) process.stderr.write(`✓ ${title}, ${seconds()} s\n`);
  }
}
