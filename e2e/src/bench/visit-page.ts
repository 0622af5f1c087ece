import { Agent, get } from 'node:http';

/**
 * Fetches the page and all files that it names, as a browser that was never here.
 * @returns bytes, as they came over the wire
 */
export async function visitPage(url: string): Promise<number> {
  // Six connections to a server are what browsers allow themselves.
  const agent = new Agent({ keepAlive: true, maxSockets: 6 });
  try {
    const page = await fetched(url, agent);
    const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file = '']) => file);
    const parts = await Promise.all(files.map((file) => fetched(new URL(file, url).href, agent)));
    return parts.reduce((sum, part) => sum + part.length, page.length);
  } finally {
    agent.destroy();
  }
}

/** @returns a character per byte, not unpacked, but for the page itself, which must be read */
function fetched(url: string, agent: Agent): Promise<string> {
  const plain = new URL(url).pathname === '/';
  const encoding = plain ? 'identity' : 'br, gzip';
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': encoding } }, (response) => {
      let text = '';
      response.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
    }).on('error', reject);
  });
}
