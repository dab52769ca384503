import adapter from '@sveltejs/adapter-node';
import {sveltekit} from '@sveltejs/kit/vite';
import {defineConfig} from 'vite';

export default defineConfig({
  // Monime posts customers back from its own site, so `src/hooks.server.ts` checks origins instead of SvelteKit.
  plugins: [sveltekit({adapter: adapter(), csrf: {trustedOrigins: ['*']}})],
  server: {port: Number(process.env.PORT ?? 3000)},
});
