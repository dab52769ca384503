import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig} from 'vite';

export default defineConfig({
  plugins: [svelte()],
  server: {proxy: {'/checkout': `http://localhost:${process.env.PORT ?? 3000}`}},
});
