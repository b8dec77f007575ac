/** Runs as a classic script, and defines `<p2p-gate>`; `customElements.get('p2p-gate').attach` is what the gate exports. */
export {};
