import { register } from 'node:module';

/** From here on this process imports the workspace's TypeScript as it stands, without a build. */
register('./hooks.mjs', import.meta.url);
