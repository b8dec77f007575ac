// Windows names a file by a drive and backslashes, which a WASI program does not know: there `C:\plans\acme.toml` is
// `/C:/plans/acme.toml`. Elsewhere a path is the same inside and outside.
import path from 'node:path';

/**
 * What the program inside sees of this machine: its working folder, its arguments, and the folders that it can open.
 * @param {string[]} args
 * @param {string} cwd
 * @param {path.PlatformPath} [host] how this machine writes paths
 * @returns {{ cwd: string, args: string[], preopens: Record<string, string> }}
 */
export function guestView(args, cwd, host = path) {
  if (host.sep === '/') return { cwd, args, preopens: { '/': '/' } };
  const roots = new Set([rootOf(cwd)]);
  const inside = args.map((arg) => {
    const [, option = '', value = ''] = /^(--[\w-]+=)?([^]*)$/.exec(arg) ?? [];
    if (/^[A-Za-z]:/.test(value) || value.startsWith('\\\\')) {
      const whole = host.resolve(cwd, value);
      roots.add(rootOf(whole));
      return option + guestPath(whole);
    }
    return option + value.replaceAll('\\', '/');
  });
  return {
    cwd: guestPath(cwd),
    args: inside,
    preopens: Object.fromEntries([...roots].map((root) => [guestPath(root).replace(/\/$/, ''), root])),
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
