export { release as default } from './server.mjs';
