import vue from '@vitejs/plugin-vue';
import {defineConfig} from 'vite';

const isCustomElement = (tag) => tag === 'monime-checkout';

export default defineConfig({
  plugins: [vue({template: {compilerOptions: {isCustomElement}}})],
  server: {proxy: {'/checkout': `http://localhost:${process.env.PORT ?? 3000}`}},
});
