import node from '@astrojs/node';
import {defineConfig} from 'astro/config';

export default defineConfig({
  adapter: node({mode: 'standalone'}),
  // Monime posts customers back from its own site, so `src/middleware.ts` checks origins instead of Astro.
  security: {checkOrigin: false},
  server: {port: Number(process.env.PORT ?? 3000)},
});
