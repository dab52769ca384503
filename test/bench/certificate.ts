import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {installedPath} from './installed.ts';

/** PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

interface Selfsigned {
  generate(subject: {name: string; value: string}[]): Promise<{private: string; cert: string}>;
}

/** Makes a certificate that nobody has signed: the bench's browser takes any. */
export async function makeCertificate(): Promise<Certificate> {
  const {resolve} = createRequire(installedPath('here.js'));
  const {generate}: Selfsigned = await import(pathToFileURL(resolve('selfsigned')).href);
  const {private: key, cert} = await generate([{name: 'commonName', value: 'shop.test'}]);
  return {key, cert};
}
