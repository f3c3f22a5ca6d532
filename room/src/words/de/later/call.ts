import type { LaterWords } from '../../words.ts'

export const deCall: Pick<LaterWords, 'call' | 'people' | 'menu'> = {
  call: {
    stillMuted: 'Ihr Mikrofon ist aus. Die anderen hören Sie nicht.',
    mutedBy: (name) =>
      name ? `${name} hat Sie stummgeschaltet.` : 'Die Leitung des Gesprächs hat Sie stummgeschaltet.',
  },

  people: {
    you: (name) => `${name} (Sie)`,
    lowerHand: 'Hand senken',
    handAt: (place) => `Hand gehoben, Nummer ${place}`,
    loweredHand: (name) => `${name} wurde gebeten, die Hand zu senken.`,
    leftAt: (name, time) => `${name} ist um ${time} gegangen.`,
    wait: 'Warten',
    endForEveryone: 'Für alle beenden',
    silent: 'Stumm',
    microphoneOn: 'Mikrofon an',
    mute: 'Stummschalten',
    muteEveryone: 'Alle stummschalten',
    muted: (name) => `${name} ist stummgeschaltet.`,
    mutedEveryone: 'Alle anderen sind stummgeschaltet.',
    hold: 'Warten lassen',
    resume: 'Weitermachen',
    back: 'Ins Wartezimmer',
    remove: 'Entfernen',
    of: (action, name) => `${action}: ${name}`,
    removeTitle: (name) => `${name} aus dem Gespräch entfernen?`,
    removeText: 'Der Link funktioniert dann sofort nicht mehr, und die Person kann damit nicht zurückkommen.',
    away: 'Im Moment nicht erreichbar',
    held: (name) => `${name} wartet kurz.`,
    resumed: (name) => `${name} ist wieder im Gespräch.`,
    sentBack: (name) => `${name} ist im Wartezimmer.`,
    removed: (name) => `${name} wurde entfernt.`,
  },

  menu: {
    fullScreen: 'Vollbild',
    exitFullScreen: 'Vollbild beenden',
    title: 'Menü',
    settings: 'Einstellungen',
    layout: 'Anordnung',
    grid: 'Raster',
    speaker: 'Sprecher',
    sounds: 'Ton abspielen, wenn jemand kommt oder schreibt',
    about: 'Über dieses Gespräch',
    session: 'Termin',
    team: 'Praxis',
    version: (version) => `Anteroom ${version}`,
    encrypted: 'Bild, Ton und Nachrichten sind zwischen den Browsern verschlüsselt. Sie werden nicht aufgezeichnet.',
  },
}
