import { defineConfig } from 'vite'
import anteroom from '../package.json' with { type: 'json' }

/**
 * One script at a time (`--mode` is its name): the element for other pages, and what the page that checks it runs. Each
 * is wrapped, so that it is the same in a classic script as in a module, and leaves no names in the page.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: anteroom.browsers,
    modulePreload: false,
    rolldownOptions: {
      input: `src/${mode}.ts`,
      output: { format: 'iife', entryFileNames: `${mode}.js` },
    },
  },
}))
