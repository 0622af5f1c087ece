/** An IPv4 prefix: its network address as an unsigned 32-bit number, and its length in bits. */
export interface Prefix {
  network: number;
  length: number;
}

/** Dotted quad to an unsigned 32-bit number; undefined for anything else, leading zeros included. */
export function parseAddress(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let address = 0;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
    address = address * 256 + Number(octet);
  }
  return address;
}

/** "10.0.0.0/24"; undefined when malformed, with host bits set, or not of length 8 to 30. */
export function parsePrefix(text: string): Prefix | undefined {
  const [addressText = '', lengthText = '', ...rest] = text.split('/');
  const network = parseAddress(addressText);
  const length = Number(lengthText);
  if (network === undefined || rest.length > 0 || !/^\d{1,2}$/.test(lengthText)) return undefined;
  if (length < 8 || length > 30 || network % size(length) !== 0) return undefined;
  return { network, length };
}

/** Whether a host may have this address: inside the prefix, neither network nor broadcast. */
export function contains(prefix: Prefix, address: string): boolean {
  const number = parseAddress(address);
  if (number === undefined) return false;
  const offset = number - prefix.network;
  return offset > 0 && offset < size(prefix.length) - 1;
}

/** A locally administered MAC made of the address, so that every boot and machine shows the same. */
export function macOf(address: string): string {
  const hex = address.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'));
  return ['02', '00', ...hex].join(':');
}

function size(length: number): number {
  return 2 ** (32 - length);
}
