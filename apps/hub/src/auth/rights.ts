import type { Role } from '../fanout/port.ts';
import type { Guests } from './guests.ts';
import type { RemotePass } from './remote-pass.ts';
import type { StageAuth } from './stage-auth.ts';

interface Passes {
  auth: StageAuth;
  guests: Guests;
  pass: RemotePass;
}

/** Why a browser with these cookies may not have that role; null when it may. */
export function mayNot(
  role: Role,
  cookie: string | undefined,
  { auth, guests, pass }: Passes,
): string | null {
  if (auth.isCookie(cookie)) return null;
  switch (role) {
    case 'stage':
      return 'The stage needs its link: open the one that npm start printed.';
    case 'remote':
      return pass.isCookie(cookie) ? null : 'This phone is not paired. Pair it in the cockpit.';
    case 'audience': {
      const open = !guests.closed || guests.nameOf(cookie) !== null || pass.isCookie(cookie);
      return open ? null : 'This talk needs the code of the room. Reload this page to enter it.';
    }
  }
}
