import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lightTheme, renderSvg, type NodeReading, type Scene } from '../src/index.ts';
import { faultsOf } from '../src/testing/geometry.ts';
import { recordedSteps, scenesOf } from './fixtures.ts';

/** What `ip` printed, read once more by other means than the ones that are tested. */
interface RawLink {
  ifindex: number;
  ifname: string;
  link?: string;
  link_index?: number;
  link_netnsid?: number;
  addr_info: { family: string; local: string; prefixlen: number }[];
}

const isRawLink = (value: unknown): value is RawLink =>
  typeof value === 'object' && value !== null && 'addr_info' in value;

const rawLinks = ({ batch }: NodeReading['namespaces'][number]): RawLink[] => {
  // The listings are one line each; the addresses are the first.
  const [first = ''] = batch.ok ? batch.stdout.split('\n') : [];
  const parsed: unknown = JSON.parse(first);
  return Array.isArray(parsed) ? parsed.filter(isRawLink) : [];
};

const nameOf = ({ names }: { names: string[] }) => names[0] ?? '';

/** `veth10 in 2-single-node + veth11 in con1`, for each cable of which both ends are told. */
const expectedCables = ({ namespaces }: NodeReading): string[] => {
  const cables = new Set<string>();
  for (const namespace of namespaces) {
    const raw: unknown = namespace.nsids.ok ? JSON.parse(namespace.nsids.stdout) : [];
    const known = Array.isArray(raw) ? raw : [];
    for (const link of rawLinks(namespace)) {
      const handle: unknown =
        link.link_netnsid === undefined
          ? namespace.handle
          : known.find((one: { nsid: number }) => one.nsid === link.link_netnsid)?.name;
      const home = namespaces.find((one) => one.handle === handle);
      const there = home === undefined ? [] : rawLinks(home);
      const peer = there.find((one) =>
        link.link === undefined ? one.ifindex === link.link_index : one.ifname === link.link,
      );
      if (home === undefined || peer === undefined) continue;
      const ends = [`${link.ifname} in ${nameOf(namespace)}`, `${peer.ifname} in ${nameOf(home)}`];
      cables.add(ends.toSorted().join(' + '));
    }
  }
  return [...cables];
};

const expectedAddresses = ({ namespaces }: NodeReading): string[] =>
  namespaces
    .flatMap(rawLinks)
    .flatMap(({ addr_info }) => addr_info)
    .filter(({ family, local }) => family === 'inet' && !local.startsWith('127.'))
    .map(({ local, prefixlen }) => `${local}/${prefixlen}`);

const drawnCables = (svg: string): string[] =>
  [...svg.matchAll(/<title>cable from (.+?) to (.+?)<\/title>/g)].map(([, a = '', b = '']) =>
    [a, b].toSorted().join(' + '),
  );

const drawnAddresses = (svg: string): string[] =>
  [...svg.matchAll(/<g [^>]*data-type="(?:port|box)".*?<\/g>/g)].flatMap(([group]) =>
    [...group.matchAll(/>(\d+\.\d+\.\d+\.\d+\/\d+)</g)].map(([, address = '']) => address),
  );

/** Every cable begins and ends in the middle of a port, or at a bus or a capsule. */
const looseEnds = ({ elements }: Scene): string[] => {
  const ports = new Map(
    elements.flatMap((element) => (element.type === 'port' ? [[element.key, element]] : [])),
  );
  return elements.flatMap((element) => {
    if (element.type !== 'cable') return [];
    const points = [element.points[0], element.points.at(-1)];
    return element.ends.flatMap((end, index) => {
      const [port, point] = [ports.get(end), points[index]];
      const met = port === undefined || (port.x === point?.x && port.y === point.y);
      return met ? [] : [`${element.key} misses ${end}`];
    });
  });
};

describe.each(recordedSteps())('$step', (recorded) => {
  const scenes = scenesOf(recorded, false);
  const phones = scenesOf(recorded, true);

  it.each(recorded.frames.map((frame, index) => ({ ...frame.fixture, ...frame, index })))(
    'is drawn right after line $line: $command',
    async ({ name, readings, index, step }) => {
      const scene = scenes[index];
      const phone = phones[index];
      if (scene === undefined || phone === undefined) throw new Error(`no scene ${name}`);
      expect(faultsOf(scene)).toEqual([]);
      expect(faultsOf(phone)).toEqual([]);
      expect(looseEnds(scene)).toEqual([]);
      const svg = renderSvg(scene, lightTheme);
      expect(drawnCables(svg).toSorted()).toEqual(readings.flatMap(expectedCables).toSorted());
      const networks = new Set(['10.0.0.0/24']);
      expect(
        drawnAddresses(svg)
          .filter((address) => !networks.has(address))
          .toSorted(),
      ).toEqual(readings.flatMap(expectedAddresses).toSorted());
      await expect(svg).toMatchFileSnapshot(`../gallery/${step}/${name}.svg`);
    },
  );

  it('has no drawing of a line that is gone', () => {
    const drawn = readdirSync(join(import.meta.dirname, '../gallery', recorded.step));
    const names = [...recorded.frames.map(({ name }) => name), 'phone'];
    expect(drawn.toSorted()).toEqual(names.map((name) => `${name}.svg`).toSorted());
  });

  it('is drawn on a phone, in the end', async () => {
    const last = phones.at(-1);
    if (last === undefined) throw new Error('nothing recorded');
    await expect(renderSvg(last, lightTheme)).toMatchFileSnapshot(
      `../gallery/${recorded.step}/phone.svg`,
    );
  });
});
