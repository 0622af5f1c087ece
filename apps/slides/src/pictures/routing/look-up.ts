import { lookup, parseAddress } from '@netstage/topology';
import type { Lookup, Namespace } from '@netstage/topology';

/** Looks up what was typed or pasted, with blanks around it or without; null if it is no address. */
export function lookUp(table: Pick<Namespace, 'routes' | 'rules'>, typed: string): Lookup | null {
  const address = typed.trim();
  return parseAddress(address) ? lookup(table, address) : null;
}
