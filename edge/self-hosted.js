// The entry for a workerd of your own: the intake, and the object that holds its store.
import worker from './worker.js';

export { StoreObject } from './store/object.js';
export default worker;
