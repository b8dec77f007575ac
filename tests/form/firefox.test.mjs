// The main ways through the form in Firefox.
import { Firefox } from './firefox.mjs';
import { walkForm } from './other-engine.mjs';

const firefox = new Firefox();
walkForm('Firefox', firefox, () => firefox.start());
