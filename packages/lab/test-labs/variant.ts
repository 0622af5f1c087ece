import type { Outcome, TalkLab } from './talk-lab.ts';

/** Where a node keeps its copy of the scripts, since /vagrant is read-only. */
const COPY = '/tmp/vagrant';

/** A script of a step's folder, with a text of our own. */
export interface Script {
  folder: string;
  name: string;
  text: string;
}

/**
 * Runs a changed script of a step as if it stood in its folder.
 * @param options.runOn past errors, as someone does who types the lines by hand
 * @param options.from the folder to run it from, if not its own
 */
export async function runVariant(
  lab: TalkLab,
  node: string,
  script: Script,
  { runOn = false, from = '.' } = {},
): Promise<Outcome> {
  const guard = runOn ? 's/^set -euo pipefail/set -uo pipefail/' : '';
  const encoded = Buffer.from(script.text).toString('base64');
  return lab.run(
    node,
    `rm -rf ${COPY} && cp -r /vagrant ${COPY} && cd ${COPY}/${script.folder} &&
    sed -i '${guard}' ../guard.sh && base64 -d <<<${encoded} >${script.name} &&
    cd ${from} && ${COPY}/${script.folder}/${script.name}`,
  );
}
