/** What a browser may do; the hub binds it at the handshake, the path only asks for it. */
export type Role = 'audience' | 'stage' | 'remote';

export type Page =
  | { readonly kind: 'talk'; readonly role: Role }
  | { readonly kind: 'cockpit' | 'kiosk' | 'rehearsals' | 'remote' | 'print' };

export function pageOf(path: string): Page {
  switch (path.replace(/\/+$/, '')) {
    case '/stage':
      return { kind: 'talk', role: 'stage' };
    case '/cockpit':
      return { kind: 'cockpit' };
    case '/kiosk':
      return { kind: 'kiosk' };
    case '/remote':
      return { kind: 'remote' };
    case '/print':
      return { kind: 'print' };
    case '/rehearsals':
      return { kind: 'rehearsals' };
    default:
      return { kind: 'talk', role: 'audience' };
  }
}
