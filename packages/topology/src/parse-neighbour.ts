import { z } from 'zod';
import type { FdbEntry, Neighbour } from './model.ts';

/** One entry of `ip -j neigh`. */
export const neighbourEntry = z
  .object({
    dst: z.string(),
    dev: z.string(),
    lladdr: z.string().optional(),
    state: z.array(z.string()),
  })
  .transform((raw): Neighbour => ({
    key: `${raw.dst} dev ${raw.dev}`,
    address: raw.dst,
    dev: raw.dev,
    mac: raw.lladdr ?? null,
    states: raw.state,
  }));

/**
 * One entry of `bridge -j fdb show`, or null for a multicast address a device merely listens to:
 * nothing is forwarded by those.
 */
export const fdbEntry = z
  .object({
    mac: z.string(),
    ifname: z.string(),
    master: z.string().optional(),
    dst: z.string().optional(),
    vlan: z.int().optional(),
    state: z.string().default(''),
  })
  .transform((raw): FdbEntry | null => {
    const multicast = (Number.parseInt(raw.mac.slice(0, 2), 16) & 1) === 1;
    if (raw.master === undefined && raw.dst === undefined && multicast) return null;
    const parts = [
      raw.mac,
      `dev ${raw.ifname}`,
      raw.vlan === undefined ? '' : `vlan ${raw.vlan}`,
      raw.dst === undefined ? '' : `dst ${raw.dst}`,
      raw.master === undefined ? 'self' : '',
    ];
    return {
      key: parts.filter((part) => part !== '').join(' '),
      mac: raw.mac,
      dev: raw.ifname,
      bridge: raw.master ?? null,
      remote: raw.dst ?? null,
      vlan: raw.vlan ?? null,
      state: raw.state === '' ? 'learned' : raw.state,
    };
  });
