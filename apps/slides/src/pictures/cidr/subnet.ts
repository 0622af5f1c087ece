import { contains, parseAddress } from '@netstage/topology';

export interface Subnet {
  /** The first address, which names the subnet. */
  readonly first: string;
  readonly last: string;
  readonly mask: string;
  readonly count: number;
}

const BITS = 32;

/** An IPv4 address as a number, or null if the text is none. */
function valueOf(address: string): bigint | null {
  const parsed = parseAddress(address.trim());
  return parsed?.family === 'inet' ? parsed.value : null;
}

function dotted(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

/** The 32 bits from the left, or null if the text is no IPv4 address. */
export function bitsOf(address: string): readonly boolean[] | null {
  const value = valueOf(address);
  if (value === null) return null;
  return Array.from({ length: BITS }, (_, at) => ((value >> BigInt(BITS - 1 - at)) & 1n) === 1n);
}

/**
 * The subnet that an address and a prefix length name.
 *
 * @param length 0 to 32 bits
 * @returns null if the text is no IPv4 address
 */
export function subnetOf(address: string, length: number): Subnet | null {
  const value = valueOf(address);
  if (value === null) return null;
  const free = BigInt(BITS - length);
  const first = (value >> free) << free;
  const size = 1n << free;
  return {
    first: dotted(first),
    last: dotted(first + size - 1n),
    mask: dotted((1n << BigInt(BITS)) - size),
    count: Number(size),
  };
}

/** Whether two addresses have the first `length` bits in common; null if one is no address. */
export function sharesSubnet(one: string, other: string, length: number): boolean | null {
  const [a, b] = [valueOf(one), valueOf(other)];
  if (a === null || b === null) return null;
  return contains({ family: 'inet', value: a, length }, { family: 'inet', value: b });
}
