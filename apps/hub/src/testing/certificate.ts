import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A certificate that signs itself, for localhost, in `folder`. */
export function makeCertificate(folder: string, name: string): { cert: string; key: string } {
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'].concat(
      ['-days', '2', '-keyout', files.key, '-out', files.cert],
      subject,
    ),
    { stdio: 'ignore' },
  );
  return files;
}
