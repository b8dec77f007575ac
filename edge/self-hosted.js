// The entry for a self-hosted workerd: the intake, and the Durable Object that holds its store.
import worker from './worker.js';

export { StoreObject } from './store/object.js';
export default worker;
