// Files from this computer, and back to it: in place where the browser can, else as a download.

/** @typedef {{ getFile(): Promise<File>, createWritable(): Promise<{ write(content: BlobPart): Promise<void>, close(): Promise<void> }> }} Handle */
/** @typedef {'\n' | '\r\n'} LineEnd */
/** @typedef {{ name: string, text: string, handle: Handle | null, lineEnd: LineEnd }} Chosen */

const TYPES = [{ description: 'Policies and rows', accept: { 'application/toml': ['.toml'], 'application/json': ['.json'] } }];

/**
 * @param {HTMLInputElement} input for browsers that open files only by one
 * @returns {Promise<Chosen[]>} none where nothing was chosen
 */
export async function openFiles(input) {
  const { showOpenFilePicker } = /** @type {any} */ (window);
  if (!showOpenFilePicker) return readAll(await byInput(input));
  /** @type {Handle[]} */
  const handles = await showOpenFilePicker({ multiple: true, types: TYPES }).catch(unlessCancelled);
  return Promise.all((handles ?? []).map(async (handle) => read(await handle.getFile(), handle)));
}

/** @param {HTMLInputElement} input @returns {Promise<File[]>} none where nothing was chosen */
export function byInput(input) {
  input.value = '';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/** @param {Iterable<File>} files */
export function readAll(files) {
  return Promise.all([...files].map((file) => read(file, null)));
}

/** What is read but can't be written back as it was is not opened. @param {File} file @param {Handle | null} handle @returns {Promise<Chosen>} */
async function read(file, handle) {
  if (/\.p2p$/i.test(file.name)) throw new Error(`${file.name} is a packed policy: open the .toml or .json file that it was made of`);
  if (!/\.(?:toml|json)$/i.test(file.name)) throw new Error(`${file.name} is neither .toml nor .json`);
  const text = decoded(await file.arrayBuffer());
  if (text === null) throw new Error(`${file.name} is not UTF-8: save it so, and open it again`);
  return { name: file.name, text: text.replaceAll('\r\n', '\n'), handle, lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** @param {ArrayBuffer} bytes @returns {string | null} without the mark that some editors begin a file with */
function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * With the line ends that the file had.
 * @param {{ name: string, text: string, handle: Handle | null, lineEnd: LineEnd }} file its handle is where it came from
 * @returns {Promise<{ handle: Handle | null, isSaved: boolean }>}
 */
export async function saveFile({ name, text: lines, handle: known, lineEnd }) {
  const text = lines.replaceAll('\n', lineEnd);
  const { showSaveFilePicker } = /** @type {any} */ (window);
  if (!known && !showSaveFilePicker) {
    download(name, text, 'text/plain');
    return { handle: null, isSaved: true };
  }
  /** @type {Handle | undefined} */
  const handle = known ?? (await showSaveFilePicker({ suggestedName: name, types: TYPES }).catch(unlessCancelled));
  if (!handle) return { handle: null, isSaved: false };
  const writable = await handle.createWritable();
  await writable.write(text);
  await writable.close();
  return { handle, isSaved: true };
}

/** @param {unknown} reason */
function unlessCancelled(reason) {
  if (reason instanceof DOMException && reason.name === 'AbortError') return undefined;
  throw reason;
}

/**
 * @param {string} name
 * @param {string | Uint8Array} content
 * @param {string} type
 */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (content)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
