const FETCH = [
  'default-src',
  'script-src',
  'script-src-elem',
  'style-src',
  'connect-src',
  'img-src',
  'font-src',
  'frame-src',
  'worker-src',
];
const SOURCES = new Set([...FETCH, 'base-uri', 'form-action', 'frame-ancestors']);
const SOURCE =
  /^('(self|none|strict-dynamic)'|'nonce-[\w+/=-]+'|'sha(256|384|512)-[\w+/=]+'|data:|https:|https?:\/\/\S+)$/;

function checkPolicy(policy: string): string[] {
  const directives = policy
    .split(';')
    .map((text) => text.trim().split(/\s+/))
    .filter(([name]) => name);
  const names = directives.map(([name = '']) => name);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} stands twice`),
    ...directives.flatMap(([name = '', ...values]) => {
      if (name === 'require-trusted-types-for') return values.join(' ') === "'script'" ? [] : [`${name} is 'script'`];
      if (name === 'trusted-types') return values.filter((value) => !/^([\w-]+|'allow-duplicates')$/.test(value));
      if (!SOURCES.has(name)) return [`there is no directive ${name}`];
      return values.filter((value) => !SOURCE.test(value)).map((value) => `${value} is no source`);
    }),
  ];
}

const VALUES: Readonly<Record<string, RegExp>> = {
  'Cross-Origin-Opener-Policy': /^(unsafe-none|same-origin|same-origin-allow-popups|noopener-allow-popups)$/,
  'Cross-Origin-Embedder-Policy': /^(unsafe-none|require-corp|credentialless)$/,
  'Permissions-Policy':
    /^[a-z-]+=(\*|\((self)?( ?"https:\/\/[^"]+")*\))(, [a-z-]+=(\*|\((self)?( ?"https:\/\/[^"]+")*\)))*$/,
  'Referrer-Policy': /^(no-referrer|origin|same-origin|strict-origin|strict-origin-when-cross-origin)$/,
  'X-Frame-Options': /^(DENY|SAMEORIGIN)$/,
};

/** The headers of a block; a line that begins with spaces goes on with the one before. */
export function headersIn(code: string): [name: string, value: string][] {
  return code
    .replaceAll(/\n +/g, ' ')
    .trim()
    .split('\n')
    .map((line) => {
      const [, name = '', value = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
      return [name, value];
    });
}

/** What is wrong with the headers of a block. */
export function checkHeaders(code: string): string[] {
  return headersIn(code).flatMap(([name, value]) => {
    if (/^Content-Security-Policy(-Report-Only)?$/.test(name)) return checkPolicy(value);
    const form = VALUES[name];
    if (!form) return [`there is no header ${name || value}`];
    return form.test(value) ? [] : [`${name} cannot be ${value}`];
  });
}
