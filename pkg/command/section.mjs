/** The custom section of the engine's module in which the policies stand that come with it. */
const NAME = 'p2p-policies';

/**
 * The engine's module with policies in it.
 * @param {Uint8Array} engine the module, without any
 * @param {Uint8Array} policies packs, before each its length in four bytes, the lowest first
 */
export function withPolicies(engine, policies) {
  const name = new TextEncoder().encode(NAME);
  const content = joined([leb128(name.length), name, policies]);
  return joined([engine, Uint8Array.of(0), leb128(content.length), content]);
}

/**
 * What the section of policies holds: a pack, or several.
 * @param {Uint8Array[]} packs
 */
export function sectionOf(packs) {
  return joined(
    packs.flatMap((pack) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, pack.length, true);
      return [length, pack];
    }),
  );
}

/**
 * A module without the policies at its end.
 * @param {Uint8Array} module
 */
export function withoutPolicies(module) {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(/** @type {any} */ (module)), NAME);
  if (!section) return module;
  return module.subarray(0, module.length - withPolicies(new Uint8Array(), new Uint8Array(section)).length);
}

/**
 * Seven bits a byte, the lowest first; the high bit says that more follow.
 * @param {number} number
 */
function leb128(number) {
  const bytes = [];
  for (let rest = number; ; rest >>>= 7) {
    if (rest < 0x80) return Uint8Array.of(...bytes, rest);
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
