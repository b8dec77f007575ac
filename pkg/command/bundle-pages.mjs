// The page and the note of a bundle.

/** @typedef {{ gate: string, glue: string, engine: string, style: string }} Parts */
/** @typedef {{ id: string, name: string }} Payer */

/** Nothing but what the page is made of. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Without an icon of the page's own a browser asks the server for one. */
export const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#0b5c9e"/><path d="m4.5 8 2.5 2.5 4.5-5" fill="none" stroke="#fff" stroke-width="2"/></svg>\n';

/**
 * A page with a form that the gate builds by its questions. Nothing on it sends anything.
 * @param {Parts} parts
 * @param {Record<string, string>} hashes
 * @param {Payer[]} payers
 */
export function tryPage(parts, hashes, payers) {
  const [only] = payers;
  const preset = payers.length === 1 && only ? ` payer="${escaped(only.id)}"` : '';
  const title = payers.map(({ name }) => escaped(name)).join(', ');
  return `<!doctype html>
<html lang="en-US">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="referrer" content="no-referrer">
  <title>Peer-to-peer request: ${title}</title>
  <link rel="icon" href="icon.svg" type="image/svg+xml">
${tags(parts, hashes, '', '  ')}
</head>
<body>
  <main>
    <h1>Peer-to-peer request: ${title}</h1>
    <p>To try the rules: the gate asks what it needs, and answers. Nothing is sent from here.</p>
    <p2p-gate${preset}>
      <form method="dialog">
${payers.length > 1 ? choice(payers) : ''}        <div data-p2p-more></div>
        <p><button>Check the request</button></p>
      </form>
    </p2p-gate>
  </main>
</body>
</html>
`;
}

/** @param {Payer[]} payers */
function choice(payers) {
  const options = payers.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`).join('');
  return `        <p><label>Health plan <select name="payer"><option value="">Choose</option>${options}</select></label></p>\n`;
}

/**
 * What a page's head has to hold. The rules take their hash from the preload.
 * @param {Parts} parts
 * @param {Record<string, string>} hashes
 * @param {string} at where the files are
 * @param {string} indent
 */
function tags({ gate, glue, engine, style }, hashes, at, indent) {
  return [
    `<link rel="stylesheet" crossorigin href="${at}${style}" integrity="${hashes[style]}">`,
    `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${at}${engine}" data-integrity="${hashes[engine]}">`,
    `<link rel="modulepreload" href="${at}${glue}" integrity="${hashes[glue]}">`,
    `<script type="module" src="${at}${gate}" integrity="${hashes[gate]}"></script>`,
  ]
    .map((line) => indent + line)
    .join('\n');
}

/**
 * What the web team has to know.
 * @param {Parts} parts
 * @param {Record<string, string>} hashes
 * @param {Payer[]} payers
 */
export function note(parts, hashes, payers) {
  const preset = payers.length === 1 ? ` payer="${payers[0]?.id}"` : '';
  return `# The gate for ${payers.map(({ name }) => name).join(', ')}

Copy this folder to your web server as it is. \`index.html\` tries it; it sends nothing.

In your form's page, with the path under which this folder stands:

\`\`\`html
${tags(parts, hashes, '/p2p/', '')}

<p2p-gate${preset} endpoint="/where-requests-go">
  <form method="dialog">… your inputs, named denial_date, service, member_id …</form>
</p2p-gate>
\`\`\`

The gate finds inputs by their names and adds the questions that your form lacks. Without \`endpoint\` nothing is posted.
Your server has to check a request again. The package's README has the attributes, events and classes.

## Headers

| header | value | for |
| --- | --- | --- |
| \`Content-Security-Policy\` | at least \`script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'\` | pages. \`'wasm-unsafe-eval'\` lets the rules, a WebAssembly module, be compiled; it allows no \`eval\` |
| \`Content-Type\` | \`application/wasm\` | \`${parts.engine}\`; with another type it loads all the same, a little later |
| | \`text/javascript\` | \`.js\`; browsers refuse a module of another type |
| \`Access-Control-Allow-Origin\` | \`*\` | every file here, where your form stands in a frame without an origin of its own (\`sandbox\` without \`allow-same-origin\`), or on another origin than this folder |
| \`Cache-Control\` | \`no-cache\` | all: the names stay the same when a file changes |
| \`X-Content-Type-Options\` | \`nosniff\` | all |
| \`Referrer-Policy\` | \`no-referrer\` | pages |

\`index.html\` works under this one, and so does the gate:

\`\`\`
${POLICY}
\`\`\`

For nginx:

\`\`\`nginx
location /p2p/ {
    types { text/html html; text/javascript js; text/css css; application/wasm wasm; application/json json; image/svg+xml svg; }
    add_header Content-Security-Policy "${POLICY}";
    add_header Access-Control-Allow-Origin "*";
    add_header Cache-Control "no-cache";
    add_header X-Content-Type-Options "nosniff";
    add_header Referrer-Policy "no-referrer";
}
\`\`\`

\`integrity.json\` has the hash of each file, as the \`integrity\` attribute takes it. Change them in your page with every new bundle.
`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
