/** The pages of the presenter's side. The deck tells them apart by their path. */
export const PRESENTER_PAGES = ['/stage', '/cockpit', '/kiosk', '/rehearsals'] as const;

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
  :root { color-scheme: light dark; --paper: #f6f2e9; --panel: #fffdf8; --ink: #1f1c16; --line: #a79d89; --act: #0060ac; }
  @media (prefers-color-scheme: dark) {
    :root { --paper: #0e1013; --panel: #14161a; --ink: #e9e5db; --line: #5a616b; --act: #80b9ff; }
  }
  body { font: 18px/1.5 "Source Sans 3", system-ui, sans-serif; max-width: 34em; margin: 12vh auto; padding: 0 1.2em; background: var(--paper); color: var(--ink); }
  h1 { line-height: 1.15; letter-spacing: -0.015em; }
  a { color: var(--act); }
  code { font-family: ui-monospace, monospace; }
  form { display: grid; gap: 0.8em; max-width: 20em; }
  label { display: grid; gap: 0.2em; }
  input, button { font: inherit; min-height: 48px; padding: 0 0.8em; border: 1.5px solid var(--line); border-radius: 9px; background: var(--panel); color: var(--ink); }
  button { border-color: var(--act); background: var(--act); color: var(--panel); font-weight: 600; }
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
