// Reads a WebAssembly module as far as its sections, and how long each function of the code section is.

/** @typedef {{ name: string, bytes: number }} Part */
/** @typedef {{ sections: Part[], functions: Part[] }} Anatomy */

const SECTIONS = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start', 'element', 'code', 'data', 'data count', 'tag'];
const CODE = 10;
const IMPORT = 2;
const FUNCTION_NAMES = 1;

class Reader {
  at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++] ?? 0;
  }

  /** An unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** @param {number} length */
  take(length) {
    return new Reader(this.bytes.subarray(this.at, (this.at += length)));
  }

  text() {
    return new TextDecoder().decode(this.take(this.number()).bytes);
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {Anatomy}
 */
export function anatomy(bytes) {
  const reader = new Reader(bytes);
  reader.take(8);
  /** @type {Part[]} */
  const sections = [];
  /** @type {number[]} */
  let bodies = [];
  let imported = 0;
  let names = /** @type {Map<number, string>} */ (new Map());
  while (!reader.done) {
    const id = reader.byte();
    const section = reader.take(reader.number());
    const name = id === 0 ? section.text() : (SECTIONS[id] ?? `section ${id}`);
    sections.push({ name, bytes: section.bytes.length });
    if (id === IMPORT) imported = importedFunctions(section);
    if (id === CODE) bodies = Array.from({ length: section.number() }, () => skip(section));
    if (name === 'name') names = functionNames(section);
  }
  const functions = bodies.map((bytes, place) => ({ name: names.get(imported + place) ?? `function ${imported + place}`, bytes }));
  return { sections, functions };
}

/** @param {Reader} section at a function's body */
function skip(section) {
  const from = section.at;
  section.take(section.number());
  return section.at - from;
}

/** @param {Reader} section */
function importedFunctions(section) {
  let functions = 0;
  for (let left = section.number(); left > 0; left--) {
    section.text();
    section.text();
    const kind = section.byte();
    if (kind === 0) functions++;
    // Tables and memories have limits, globals a type and whether they change.
    if (kind === 1) section.byte();
    if (kind === 1 || kind === 2) {
      const bounded = section.byte() & 1;
      section.number();
      if (bounded) section.number();
    } else if (kind === 3) section.take(2);
    else section.number();
  }
  return functions;
}

/** @param {Reader} section */
function functionNames(section) {
  const names = new Map();
  while (!section.done) {
    const id = section.byte();
    const part = section.take(section.number());
    if (id !== FUNCTION_NAMES) continue;
    for (let left = part.number(); left > 0; left--) names.set(part.number(), part.text());
  }
  return names;
}
