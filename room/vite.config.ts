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
    modulePreload: { polyfill: false },
    // Strict CSP: nothing is inlined as a data: script or style.
    assetsInlineLimit: 0,
    rollupOptions: { input: 'src/main.tsx' },
  },
})
