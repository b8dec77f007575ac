import * as rules from '../p2p_review.js';
export type Rules = typeof rules;
export type InitInput = import('../p2p_review.js').InitInput;
export type LoadFault = 'no-webassembly' | 'blocked' | 'unreachable' | 'timeout' | 'broken';
/** Why the rules are not there, in words for the page's owner. */
export declare class LoadError extends Error {
    fault: LoadFault;
    /** @param {LoadFault} fault @param {string} message @param {unknown} [cause] */
    constructor(fault: LoadFault, message: string, cause?: unknown);
}
/**
 * Tells all gates of a page where the rules' module is, or hands it over: for pages on which it does not lie beside this
 * script. One that is loaded already needs no telling.
 * @param {InitInput | Promise<InitInput>} from an address, a response, the bytes, or a compiled module
 */
export declare function provideRules(from: InitInput | Promise<InitInput>): void;
/**
 * Loads the rules once; a failed attempt is forgotten, so that the next call tries again.
 * @param {number} [patience] milliseconds
 * @param {InitInput | Promise<InitInput>} [from] where they are, if not beside this script
 * @returns {Promise<Rules>}
 * @throws {LoadError}
 */
export declare function loadRules(patience?: number, from?: InitInput | Promise<InitInput>): Promise<Rules>;
/**
 * Without a prototype: what a page may have added to every object is no setting.
 * @param {string | URL} address
 * @param {RequestInit} settings
 */
export declare function fetchPlainly(address: string | URL, settings: RequestInit): Promise<Response>;
/**
 * Not AbortSignal.timeout: browsers that can run the rules may lack it.
 * @template T
 * @param {number} patience milliseconds
 * @param {(signal: AbortSignal) => Promise<T>} act
 * @returns {Promise<T>}
 * @throws {DOMException} a TimeoutError when it has taken too long
 */
export declare function withTimeLimit<T>(patience: number, act: (signal: AbortSignal) => Promise<T>): Promise<T>;
