import type { Address } from './model.ts';

export type Family = Address['family'];

/** An address as a number, with its family. */
export interface NumericAddress {
  family: Family;
  value: bigint;
}

const BITS = { inet: 32, inet6: 128 } as const;

const parseV4 = (text: string): bigint | null => {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return null;
  const bytes = parts.map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
};

/** An IPv4 tail (`::ffff:10.0.0.1`) rewritten as two groups of hex digits. */
const withHexTail = (text: string): string | null => {
  const tail = /[^:]*\.[^:]*$/.exec(text)?.[0];
  if (tail === undefined) return text;
  const value = parseV4(tail);
  if (value === null) return null;
  const groups = `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  return text.slice(0, text.length - tail.length) + groups;
};

const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));

const parseV6 = (text: string): bigint | null => {
  const hex = withHexTail(text);
  const halves = hex?.split('::') ?? [];
  const [head, tail] = halves;
  if (head === undefined || halves.length > 2) return null;
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
};

/** The address, or null if the text is none. A zone (`fe80::1%eth0`) is not an address' part. */
export const parseAddress = (text: string): NumericAddress | null => {
  const v4 = parseV4(text);
  if (v4 !== null) return { family: 'inet', value: v4 };
  const v6 = text.includes(':') ? parseV6(text) : null;
  return v6 === null ? null : { family: 'inet6', value: v6 };
};

export interface Prefix extends NumericAddress {
  length: number;
}

/** `10.0.0.0/24`; without a length, the one address. Null if the text is no prefix. */
export const parsePrefix = (text: string): Prefix | null => {
  const [host = '', length, ...more] = text.split('/');
  const address = parseAddress(host);
  if (address === null || more.length > 0) return null;
  const most = BITS[address.family];
  if (length === undefined) return { ...address, length: most };
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) return null;
  return { ...address, length: Number(length) };
};

/** Whether the prefix holds the address; never across families. */
export const contains = (prefix: Prefix, address: NumericAddress): boolean => {
  if (prefix.family !== address.family) return false;
  const host = BigInt(BITS[prefix.family] - prefix.length);
  return prefix.value >> host === address.value >> host;
};

const formatV4 = (value: bigint) =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');

/** The network an IPv4 address is in, as `10.0.0.0/24`; null for anything else. */
export const networkOf = (address: Pick<Address, 'local' | 'prefixLength'>): string | null => {
  const parsed = parseAddress(address.local);
  if (parsed?.family !== 'inet' || address.prefixLength > 32) return null;
  const host = BigInt(32 - address.prefixLength);
  return `${formatV4((parsed.value >> host) << host)}/${address.prefixLength}`;
};
