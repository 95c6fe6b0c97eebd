export { acquire as default } from './server.mjs';
