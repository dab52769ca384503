export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  app: {
    head: {title: 'Kola Nut Books', htmlAttrs: {lang: 'en'}, link: [{rel: 'icon', href: 'data:,'}]},
  },
  routeRules: {
    '/back': {prerender: true},
    '/orders/**': {headers: {'Cache-Control': 'private, no-store'}},
  },
  vue: {compilerOptions: {isCustomElement: (tag) => tag === 'monime-checkout'}},
});
