import { newAudio } from '@anteroom/ui/ground/new-audio.ts'

/** Audio needs a tap on some browsers before it may run; then it goes on by itself. */
export function openAudio(): AudioContext | null {
  const context = newAudio()
  if (context && context.state !== 'running') {
    const wake = () => {
      if (context.state === 'closed') return
      void context.resume().catch(() => {})
    }
    addEventListener('pointerdown', wake, { once: true })
    addEventListener('keydown', wake, { once: true })
    wake()
  }
  return context
}

/** How loud it is, from 0 to 1, by ear and not by voltage: -60 dB and less is nothing, -10 dB is full. */
export function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12)
  return Math.min(1, Math.max(0, (decibels + 60) / 50))
}

/** Listens to a track; the returned function tells how loud it is at the moment. */
export function listenTo(context: AudioContext, track: MediaStreamTrack): { level(): number; stop(): void } {
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      return loudness(samples)
    },
    stop: () => source.disconnect(),
  }
}
