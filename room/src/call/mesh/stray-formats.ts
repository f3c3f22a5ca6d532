const aboutFormat = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /

/**
 * A description without lines about formats that it does not offer. Firefox that was told which codecs to take goes on
 * saying how the others report losses. Chromium takes no description in which a format has no name, so that a call that
 * somebody begins in Firefox would never connect.
 */
export function withoutStrayFormats(sdp: string): string {
  let offered: string[] = []
  const kept = sdp.split('\r\n').filter((line) => {
    if (line.startsWith('m=')) offered = line.split(' ').slice(3)
    const [, format] = aboutFormat.exec(line) ?? []
    return format === undefined || offered.includes(format)
  })
  return kept.join('\r\n')
}
