/** Pages of the hub's own: for whoever cannot be shown the deck. No script, no style sheet. */
export function page(title: string, ...paragraphs: string[]): string {
  const body = paragraphs
    .map((text) => (text.startsWith('<form') ? text : `<p>${text}</p>`))
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { font: 18px/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 1em; }
  code { font-family: ui-monospace, monospace; }
  input, button { font: inherit; padding: 0.5em 0.8em; margin: 0.3em 0.3em 0.3em 0; min-height: 44px; }
  :root { color-scheme: light dark; }
</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}

/** Text that came from outside, as text. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}

export const needsToken = page(
  'This page belongs to the presenter',
  'Open it with the link that <code>npm start</code> printed: it carries the token of this talk, which this browser then remembers.',
  'To follow the talk, <a href="/">go to the audience page</a>; it needs nothing.',
);

export const tooManyTokens = page(
  'Too many wrong tokens',
  'Wait a minute, then open the link that <code>npm start</code> printed.',
);

export const notBuilt = page(
  'The deck is not built',
  'Build it with <code>npm run build</code>, then reload this page. <code>npm start</code> does so by itself.',
);

export const notFound = page('There is no such page', '<a href="/">Go to the talk.</a>');
