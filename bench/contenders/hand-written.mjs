import { decide } from '../hand/decide.mjs';

export function start() {
  return decide;
}
