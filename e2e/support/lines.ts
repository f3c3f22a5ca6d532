declare global {
  interface Window {
    /** Every connection that the page has made. */
    linesOfTest: RTCPeerConnection[]
  }
}

/** Has a page remember its connections, so that they can be asked. Runs in the page, before all else. */
export function rememberLines() {
  window.linesOfTest = []
  const { RTCPeerConnection } = window
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.linesOfTest.push(this)
    }
  }
}
