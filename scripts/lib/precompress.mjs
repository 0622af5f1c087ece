/** Compresses built files beside themselves, once, so that the hub never has to while a hall loads. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(js|css|svg|json)$/;
/** Below this a compressed file saves no packet. */
const WORTH_IT = 1_400;

/** @param {string} folder */
export async function precompress(folder) {
  const names = (await readdir(folder)).filter((name) => TEXT.test(name));
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const data = await readFile(file);
      if (data.length < WORTH_IT) return;
      const quality = {
        params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
      };
      await writeFile(`${file}.br`, await promisify(brotliCompress)(data, quality));
      await writeFile(`${file}.gz`, await promisify(gzip)(data, { level: 9 }));
    }),
  );
}
