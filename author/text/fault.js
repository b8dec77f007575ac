// Why a text is neither TOML nor JSON, and where.

export class SourceFault extends Error {
  /** @param {string} message @param {number} at the character at which it goes wrong */
  constructor(message, at) {
    super(message);
    this.at = at;
  }
}

/** A JSON Pointer to what stands under a key. @param {string} pointer @param {string} key */
export function below(pointer, key) {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
