import { baseOf } from '../web/urls.ts';
import type { Where } from '../web/urls.ts';
import type { Urls } from './run-file.ts';

/** The addresses of this talk. The presenter's carry the token, until the first visit. */
export function urlsOf(where: Where, token: string): Urls {
  const base = baseOf(where);
  const secret = (page: string): string => `${base}/${page}?token=${token}`;
  return {
    audience: `${base}/`,
    stage: secret('stage'),
    cockpit: secret('cockpit'),
    kiosk: secret('kiosk'),
  };
}
