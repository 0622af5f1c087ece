import 'reveal.js/reveal.css';
import './look/index.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import type { Talk } from './app/talk-context.ts';
import { connect } from './follow/connection.ts';
import { createFollower } from './follow/follower.ts';
import { pageOf } from './follow/role.ts';
import type { Page, Role } from './follow/role.ts';
import { createTerminalPool } from './terminal/pool.ts';

// reveal.js takes its configuration from the query, so that any link could break the deck.
const { search, pathname, hash } = window.location;
if (search !== '') window.history.replaceState(null, '', pathname + hash);

function roleOf(page: Page): Role {
  if (page.kind === 'talk') return page.role;
  if (page.kind === 'print') return 'audience';
  return page.kind === 'remote' ? 'remote' : 'stage';
}

function talkOf(page: Page): Talk | null {
  if (page.kind === 'rehearsals') return null;
  const role = roleOf(page);
  const link = connect(role);
  const follower = createFollower(role, link.talk, link.actions?.drive ?? null);
  return { link, follower, terminals: createTerminalPool(link) };
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id “root”.');
const page = pageOf(pathname);
// All slides at once are a lot for a phone: as a transition they are made in portions.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <App page={page} talk={talkOf(page)} />
    </StrictMode>,
  ),
);
