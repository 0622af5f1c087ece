import { expect, it } from 'vitest';
import { splitBatch } from './split-batch.ts';

const links = '[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK"],"addr_info":[{"family":"inet"}]}]';
const netconf = '[{"family":"inet","interface":"lo","forwarding":false,"rp_filter":"off"}]';
const nsids = '[{"nsid":0,"name":"node"}]';

it('takes the settings and the namespace ids out of a batch', () => {
  expect(splitBatch(`${links}\n[]\n[]\n[]\n${netconf}\n${nsids}\n`)).toEqual({
    batch: `${links}\n[]\n[]\n[]\n`,
    netconf,
    nsids,
  });
});

it('does not take anything else for them', () => {
  const routes = '[{"type":"unicast","dst":"10.0.0.0/24","dev":"[{\\"nsid\\":0}]"}]';
  expect(splitBatch(`${routes}\n`)).toEqual({
    batch: `${routes}\n`,
    netconf: undefined,
    nsids: undefined,
  });
});
