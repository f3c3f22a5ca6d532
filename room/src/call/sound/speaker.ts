import { systemClock } from '@anteroom/ui/ground/clock.ts'
import { newAudio } from '@anteroom/ui/ground/new-audio.ts'
import { pause } from '@anteroom/ui/ground/within.ts'

export const canChooseSpeaker = typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype

/** Sends an element's sound to a speaker; browsers without a choice keep to the system's. */
export async function sendToSpeaker(element: HTMLMediaElement, speakerId: string | null): Promise<void> {
  const wanted = speakerId ?? ''
  if (!canChooseSpeaker || element.sinkId === wanted) return
  try {
    await element.setSinkId(wanted)
  } catch {
    // The speaker was unplugged, or this one may not be used: the sound stays where it is.
  }
}

type Tone = { hertz: number; atSeconds: number; seconds: number }

/** Plays soft tones on a speaker; done when the last one has faded. */
export async function playTones(tones: readonly Tone[], speakerId: string | null, volume = 0.2): Promise<void> {
  const context = newAudio()
  if (!context) return
  const element = new Audio()
  try {
    if (context.state !== 'running') await Promise.race([context.resume(), pause(systemClock, 500)])
    const out = context.createMediaStreamDestination()
    const start = context.currentTime + 0.05
    let end = 0
    for (const { hertz, atSeconds, seconds } of tones) {
      const oscillator = context.createOscillator()
      const gain = context.createGain()
      oscillator.frequency.value = hertz
      gain.gain.setValueAtTime(0, start + atSeconds)
      gain.gain.linearRampToValueAtTime(volume, start + atSeconds + 0.03)
      gain.gain.exponentialRampToValueAtTime(0.001, start + atSeconds + seconds)
      oscillator.connect(gain).connect(out)
      oscillator.start(start + atSeconds)
      oscillator.stop(start + atSeconds + seconds)
      end = Math.max(end, atSeconds + seconds)
    }
    element.srcObject = out.stream
    await sendToSpeaker(element, speakerId)
    await element.play()
    // Sound takes its time, whatever a test's clock says.
    await pause(systemClock, end * 1000 + 250)
  } catch {
    // The browser lets no sound out before the first tap; there is nothing to hear then.
  } finally {
    element.srcObject = null
    void context.close()
  }
}

/** Two notes: something has come. */
export const chime: readonly Tone[] = [
  { hertz: 659, atSeconds: 0, seconds: 0.35 },
  { hertz: 880, atSeconds: 0.16, seconds: 0.55 },
]

/** Four notes, long enough to look for the volume. */
export const speakerTest: readonly Tone[] = [523, 659, 784, 1047].map((hertz, i) => ({
  hertz,
  atSeconds: i * 0.35,
  seconds: 0.6,
}))
