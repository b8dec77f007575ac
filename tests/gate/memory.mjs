// What a browser's memory holds after a hundred mounts of the gate: node tests/gate/memory.mjs
import { Host, inputs, mountTimes, page } from './host.mjs';

const host = await new Host().start();
try {
  const tab = await host.open(page(`<main></main><template><p2p-gate payer="regence"><form>${inputs()}<button>Send</button></form></p2p-gate></template>`), { until: null });
  await tab.waitForFunction(() => customElements.get('p2p-gate'));
  const rows = [];
  for (const [mounts, times] of [[10, 10], [110, 100], [210, 100]]) {
    const { nodes, listeners, heap } = await mountTimes(tab, times ?? 0);
    rows.push({ mounts, 'heap in KB': Math.round(heap / 1024), nodes, listeners });
  }
  console.table(rows);
} finally {
  await host.stop();
}
