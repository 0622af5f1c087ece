import { z } from 'zod';
import type { Rule } from './model.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const rawRule = z
  .object({
    priority: z.int().nonnegative(),
    src: z.string().default('all'),
    srclen: z.int().optional(),
    dst: z.string().default('all'),
    dstlen: z.int().optional(),
    iif: z.string().optional(),
    oif: z.string().optional(),
    not: z.null().optional(),
    table: z.union([z.string(), z.number()]).transform(String).optional(),
    action: z.string().optional(),
    goto: z.union([z.string(), z.number()]).transform(String).optional(),
    nop: z.null().optional(),
    l3mdev: z.null().optional(),
  })
  .catchall(z.unknown());
type RawRule = z.infer<typeof rawRule>;

/** Selectors and side conditions that only the kernel can judge, with the word `ip rule` uses. */
const OTHERS = [
  ['tos', 'tos'],
  ['fwmark', 'fwmark'],
  ['uid_start', 'uidrange'],
  ['ipproto', 'ipproto'],
  ['sport', 'sport'],
  ['sport_start', 'sport'],
  ['dport', 'dport'],
  ['dport_start', 'dport'],
  ['tun_id', 'tun_id'],
  ['suppress_prefixlen', 'suppress_prefixlength'],
  ['suppress_ifgroup', 'suppress_ifgroup'],
] as const;
const SECOND_PART: Record<string, string> = {
  fwmark: 'fwmask',
  uid_start: 'uid_end',
  sport_start: 'sport_end',
  dport_start: 'dport_end',
};

const otherOf = (raw: RawRule): string | null => {
  const words = OTHERS.flatMap(([field, word]) => {
    // Hardly any is there, and a refusal costs as much as reading the whole rule.
    if (raw[field] === undefined) return [];
    const value = scalar.safeParse(raw[field]);
    if (!value.success) return [];
    const secondField = SECOND_PART[field];
    const second = secondField === undefined ? undefined : scalar.safeParse(raw[secondField]).data;
    const joint = field === 'fwmark' ? '/' : '-';
    return [`${word} ${value.data}${second == null ? '' : `${joint}${second}`}`];
  });
  return words.length === 0 ? null : words.join(' ');
};

const prefixOf = (address: string, length: number | undefined): string | null => {
  if (address === 'all') return null;
  return `${address}/${length ?? (address.includes(':') ? 128 : 32)}`;
};

const actionOf = (raw: RawRule): Pick<Rule, 'action' | 'table'> => {
  if (raw.goto !== undefined) return { action: 'goto', table: raw.goto };
  if (raw.nop !== undefined) return { action: 'nop', table: '' };
  if (raw.l3mdev !== undefined) return { action: 'l3mdev', table: '' };
  if (raw.action !== undefined) return { action: raw.action, table: '' };
  return { action: 'lookup', table: raw.table ?? 'main' };
};

/** One entry of `ip -j -d rule`, with the order and the words of the text output. */
export const ruleEntry = rawRule.transform((raw): Rule => {
  const match = {
    not: raw.not !== undefined,
    from: prefixOf(raw.src, raw.srclen),
    to: prefixOf(raw.dst, raw.dstlen),
    iif: raw.iif ?? null,
    oif: raw.oif ?? null,
    other: otherOf(raw),
  };
  const selector = [
    match.not ? 'not' : '',
    `from ${match.from ?? 'all'}`,
    match.to === null ? '' : `to ${match.to}`,
    match.iif === null ? '' : `iif ${match.iif}`,
    match.oif === null ? '' : `oif ${match.oif}`,
    match.other ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  const { action, table } = actionOf(raw);
  const key = `${raw.priority} ${selector} ${action} ${table}`.trimEnd();
  return { key, priority: raw.priority, selector, match, action, table };
});
