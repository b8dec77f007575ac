// Windows names a file by a drive and backslashes, which a WASI program does not know: there `C:\plans\acme.toml` is
// `/C:/plans/acme.toml`. Elsewhere a path is the same inside and outside.
import path from 'node:path';

/** The options that take something else than a file or a folder, in which a backslash is one. */
const NO_PATHS = new Set(['--name', '--phone', '--delimiter', '--now', '--now-from']);

/**
 * What the program inside sees of this machine: its working folder, its arguments, and the folders that it can open; and
 * how what it says of them is said to whoever sits here.
 * @param {string[]} args
 * @param {string} cwd
 * @param {path.PlatformPath} [host] how this machine writes paths
 * @returns {{ cwd: string, args: string[], preopens: Record<string, string>, outside: ((text: string) => string) | null }}
 */
export function guestView(args, cwd, host = path) {
  if (host.sep === '/') return { cwd, args, preopens: { '/': '/' }, outside: null };
  const roots = new Set([rootOf(cwd)]);
  /** @type {Set<string>} the roots by which something is named */
  const named = new Set();
  const inside = args.map((arg, at) => {
    const [, option = '', value = ''] = /^(--[\w-]+=)?([^]*)$/.exec(arg) ?? [];
    if (NO_PATHS.has(option.slice(0, -1)) || NO_PATHS.has(args[at - 1] ?? '')) return arg;
    if (/^[A-Za-z]:/.test(value) || /^[\\/]/.test(value)) {
      const whole = host.resolve(cwd, value);
      roots.add(rootOf(whole));
      named.add(rootOf(whole));
      return option + guestPath(whole);
    }
    return option + value.replaceAll('\\', '/');
  });
  return {
    cwd: guestPath(cwd),
    args: inside,
    preopens: Object.fromEntries([...roots].map((root) => [guestPath(root).replace(/\/$/, ''), root])),
    outside: named.size === 0 ? null : (text) => [...named].reduce((said, root) => said.replaceAll(guestPath(root), root.replaceAll('\\', '/')), text),
  };

  /** @param {string} whole */
  function rootOf(whole) {
    return host.parse(whole).root;
  }
}

/**
 * An absolute path of Windows as the program inside names it.
 * @param {string} whole
 */
function guestPath(whole) {
  return `/${whole.replaceAll('\\', '/').replace(/^\/+/, '')}`;
}
