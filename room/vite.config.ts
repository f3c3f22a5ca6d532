import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/room/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'edge111', 'firefox113', 'safari16.4'],
    // One style sheet for the room: it is small, and each file costs a request.
    cssCodeSplit: false,
    // The server names in the page what is needed at once; nothing is left to preload later.
    modulePreload: false,
    // Strict CSP: nothing is inlined as a data: script or style.
    assetsInlineLimit: 0,
    // Two scripts: the first starts what takes longest, the second, several times as large, draws.
    rolldownOptions: { input: ['src/main.ts', 'src/start.tsx'] },
  },
})
