/** What is set of how a track is encoded. */
export type Encoding = Readonly<
  Partial<Pick<RTCRtpEncodingParameters, 'active' | 'maxBitrate' | 'maxFramerate' | 'priority' | 'networkPriority'>>
>

/** Sets how the track of one sender is encoded: what was wished last holds, whatever was still being set. */
export function createEncoder(sender: () => RTCRtpSender | undefined) {
  let wish: Encoding | null = null
  let setting = false

  async function apply() {
    if (setting) return
    setting = true
    while (wish) {
      const parameters = sender()?.getParameters()
      const encoding = parameters?.encodings?.[0]
      // Before the first negotiation there is nothing to be set.
      if (!parameters || !encoding || !needs(encoding, wish)) break
      const wished: Encoding = wish
      Object.assign(encoding, wished)
      const isSet = await sender()
        ?.setParameters(parameters)
        // Closed meanwhile, or a browser that does not take it: then it does without.
        .then(
          () => true,
          () => false,
        )
      if (!isSet || wish === wished) break
    }
    setting = false
  }

  return {
    set(next: Encoding) {
      wish = next
      void apply()
    },
  }
}

function needs(encoding: RTCRtpEncodingParameters, wish: Encoding): boolean {
  return Object.entries(wish).some(([name, value]) => encoding[name as keyof RTCRtpEncodingParameters] !== value)
}
