/** Where a page hears what is for it, and says what is for others. */
export const hearPath = '/stand-in/hear'
export const sayPath = '/stand-in/say'

type Message = { to: string; from: string } & (
  | { kind: 'hello' | 'bye' }
  | { kind: 'open'; key: string; label: string; protocol: string }
  | { kind: 'close'; key: string }
  | { kind: 'data'; key: string; text?: string; bytes?: string }
)

/**
 * Stands in for the WebRTC that a browser lacks: descriptions go the way that they go, by the room and its server; texts and
 * files go from page to page by `hear` and `say`; and pictures and sound of the others are made up, a square that moves
 * and a tone. Both sides of a line have to have it. Runs in the page, before all else.
 */
export function standInForRtc({ hear, say }: { hear: string; say: string }) {
  const page = crypto.randomUUID()
  const here = new Map<string, (message: Message) => void>()
  let saying = Promise.resolve<unknown>(null)
  let connections = 0
  new EventSource(`${hear}?page=${page}`).onmessage = ({ data }) => take(JSON.parse(data))

  function take(message: Message) {
    here.get(message.to)?.(message)
  }
  /** One after the other, as on a line. */
  function tell(message: Message) {
    if (here.has(message.to)) return queueMicrotask(() => take(message))
    const body = JSON.stringify(message)
    saying = saying.then(() => fetch(say, { method: 'POST', body, keepalive: body.length < 60_000 }).catch(() => null))
  }
  function emit(target: EventTarget, type: string, more: object = {}) {
    const event = Object.assign(new Event(type), more)
    const listener: unknown = Reflect.get(target, `on${type}`)
    if (typeof listener === 'function') listener.call(target, event)
    target.dispatchEvent(event)
  }

  function madeUpPicture() {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
    const drawing = canvas.getContext('2d')
    let at = 0
    setInterval(() => {
      if (!drawing) return
      drawing.fillStyle = '#246'
      drawing.fillRect(0, 0, 320, 240)
      drawing.fillStyle = '#fc6'
      drawing.fillRect(at, 80, 60, 60)
      at = (at + 16) % 320
    }, 200)
    return canvas.captureStream(5).getVideoTracks()[0]
  }
  function madeUpSound() {
    const sound = new AudioContext()
    const tone = sound.createOscillator()
    const out = sound.createMediaStreamDestination()
    tone.connect(out)
    tone.start()
    return out.stream.getAudioTracks()[0]
  }

  function createPlace(kind: string) {
    let coming: MediaStreamTrack | undefined
    const sender = {
      track: null as MediaStreamTrack | null,
      async replaceTrack(track: MediaStreamTrack | null) {
        sender.track = track
      },
      setStreams() {},
      getParameters: () => ({ encodings: [{}] }),
      async setParameters() {},
    }
    const receiver = {
      get track() {
        coming ??= kind === 'video' ? madeUpPicture() : madeUpSound()
        return coming
      },
    }
    return { kind, direction: 'sendrecv', sender, receiver, setCodecPreferences() {} }
  }

  function connection(configuration: RTCConfiguration = {}) {
    const id = `${page}:${++connections}`
    const places: ReturnType<typeof createPlace>[] = []
    const channels = new Map<string, ReturnType<typeof createChannel>>()
    let other = ''
    let counted = 0
    const pc = Object.assign(new EventTarget(), {
      connectionState: 'new',
      iceConnectionState: 'new',
      iceGatheringState: 'new',
      signalingState: 'stable',
      localDescription: null as RTCSessionDescriptionInit | null,
      currentLocalDescription: null as RTCSessionDescriptionInit | null,
      remoteDescription: null as RTCSessionDescriptionInit | null,
      currentRemoteDescription: null as RTCSessionDescriptionInit | null,
      getConfiguration: () => configuration,
      setConfiguration() {},
      restartIce() {},
      async addIceCandidate() {},
      getTransceivers: () => places,
      getSenders: () => places.map(({ sender }) => sender),
      getReceivers: () => places.map(({ receiver }) => receiver),
      addTransceiver(kind: string) {
        const place = createPlace(kind)
        places.push(place)
        return place
      },
      createDataChannel(label: string, { negotiated = false, id: number = 0, protocol = '' }: RTCDataChannelInit = {}) {
        const key = negotiated ? `negotiated ${number}` : `${id} ${channels.size}`
        const channel = createChannel(key, label, protocol)
        const isNews = !negotiated
        if (isNews) channel.announce = () => send({ kind: 'open', key, label, protocol })
        if (pc.connectionState === 'connected') setTimeout(channel.open)
        return channel.end
      },
      async setLocalDescription() {
        const type = pc.signalingState === 'have-remote-offer' ? 'answer' : 'offer'
        const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':')
        const sdp = [
          `a=stand-in:${id}`,
          `a=places:${places.map(({ kind }) => kind)}`,
          `a=fingerprint:sha-256 ${fingerprint}`,
        ]
        const description = { type, sdp: `${sdp.join('\r\n')}\r\n` } as const
        pc.localDescription = Object.assign(description, { toJSON: () => ({ ...description }) })
        if (type === 'answer') agree()
        else setSignaling('have-local-offer')
        setTimeout(() => {
          pc.iceGatheringState = 'complete'
          emit(pc, 'icecandidate', { candidate: null })
        })
      },
      async setRemoteDescription(description: RTCSessionDescriptionInit) {
        pc.remoteDescription = description
        other = /a=stand-in:(\S+)/.exec(description.sdp ?? '')?.[1] ?? ''
        const kinds =
          /a=places:(\S*)/
            .exec(description.sdp ?? '')?.[1]
            ?.split(',')
            .filter(Boolean) ?? []
        for (const kind of kinds.slice(places.length)) emit(pc, 'track', { transceiver: pc.addTransceiver(kind) })
        if (description.type === 'answer') agree()
        else setSignaling('have-remote-offer')
      },
      async getStats() {
        counted += 10
        const entries = [
          {
            id: 'in',
            type: 'inbound-rtp',
            kind: 'video',
            framesDecoded: counted,
            packetsReceived: counted,
            packetsLost: 0,
          },
          { id: 'way', type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.02 },
        ]
        return new Map(entries.map((entry) => [entry.id, entry]))
      },
      close() {
        if (pc.signalingState === 'closed') return
        if (other) tell({ to: other, from: id, kind: 'bye' })
        pc.signalingState = 'closed'
        pc.connectionState = 'closed'
        for (const channel of channels.values()) channel.shut()
        for (const { receiver } of places) if (pc.currentRemoteDescription) receiver.track?.stop()
        here.delete(id)
      },
    })

    function setSignaling(state: string) {
      pc.signalingState = state
      emit(pc, 'signalingstatechange')
    }
    function setConnection(state: string) {
      if (pc.signalingState === 'closed' || pc.connectionState === state) return
      pc.connectionState = state
      emit(pc, 'connectionstatechange')
      if (state !== 'connected') return
      for (const channel of channels.values()) channel.open()
    }
    function agree() {
      pc.currentLocalDescription = pc.localDescription
      pc.currentRemoteDescription = pc.remoteDescription
      setSignaling('stable')
      tell({ to: other, from: id, kind: 'hello' })
    }
    function send(
      what:
        | { kind: 'open'; key: string; label: string; protocol: string }
        | { kind: 'close'; key: string }
        | { kind: 'data'; key: string; text?: string; bytes?: string },
    ) {
      tell({ to: other, from: id, ...what })
    }

    function createChannel(key: string, label: string, protocol: string) {
      const end = Object.assign(new EventTarget(), {
        label,
        protocol,
        readyState: 'connecting',
        binaryType: 'arraybuffer',
        bufferedAmount: 0,
        bufferedAmountLowThreshold: 0,
        send(data: string | ArrayBuffer | Uint8Array) {
          if (typeof data === 'string') return send({ kind: 'data', key, text: data })
          const bytes = new Uint8Array(data)
          send({ kind: 'data', key, bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) })
        },
        close() {
          if (end.readyState === 'closed') return
          send({ kind: 'close', key })
          channel.shut()
        },
      })
      const channel = {
        end,
        announce() {},
        open() {
          if (end.readyState !== 'connecting') return
          channel.announce()
          end.readyState = 'open'
          emit(end, 'open')
        },
        shut() {
          if (end.readyState === 'closed') return
          end.readyState = 'closed'
          channels.delete(key)
          emit(end, 'close')
        },
      }
      channels.set(key, channel)
      return channel
    }

    here.set(id, (message) => {
      if (message.kind === 'hello') {
        const isNew = pc.connectionState !== 'connected'
        if (!pc.currentRemoteDescription) return
        if (isNew) tell({ to: other, from: id, kind: 'hello' })
        setConnection('connected')
      } else if (message.kind === 'bye') {
        for (const channel of channels.values()) channel.shut()
        setConnection('disconnected')
      } else if (message.kind === 'open') {
        const channel = createChannel(message.key, message.label, message.protocol)
        emit(pc, 'datachannel', { channel: channel.end })
        channel.open()
      } else if (message.kind === 'close') {
        channels.get(message.key)?.shut()
      } else if (message.kind === 'data') {
        const { text, bytes } = message
        const data = text ?? Uint8Array.from(atob(bytes ?? ''), (letter) => letter.charCodeAt(0)).buffer
        const end = channels.get(message.key)?.end
        if (end) emit(end, 'message', { data })
      }
    })
    return pc
  }

  const standIn = Object.assign(
    function RTCPeerConnection(configuration?: RTCConfiguration) {
      return connection(configuration)
    },
    { generateCertificate: async () => ({ expires: Date.now() + 86_400_000 }) },
  )
  Reflect.set(window, 'RTCPeerConnection', standIn)
}
