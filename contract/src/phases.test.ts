import { expect, test } from 'vitest'
import { nextPhases, type PhaseName, type PhaseTraits, phases } from './phases.ts'

const names = Object.keys(phases) as PhaseName[]
const having = (trait: keyof PhaseTraits) => names.filter((name) => phases[name][trait])

test('who is in the call came by a way that leads to it', () => {
  for (const name of [...having('isInCall'), ...having('isAtDoor'), ...having('holdsDevices')]) {
    expect(having('leadsToCall')).toContain(name)
  }
})

test('who is on the way to a call awaits the server, learns who comes, and is refused nothing outright', () => {
  for (const name of having('leadsToCall')) {
    expect(phases[name], name).toMatchObject({
      needsServer: true,
      knowsWhoComes: true,
      hidesLink: false,
      refuses: null,
    })
  }
})

test('nobody goes in from where the server is not needed, nor from the call itself', () => {
  for (const name of having('mayEnter')) {
    expect(phases[name], name).toMatchObject({ needsServer: true, isInCall: false })
  }
})

test('where somebody may ask to go in, a call may follow', () => {
  for (const name of having('mayEnter')) {
    expect(
      nextPhases[name].some((next) => phases[next].isInCall),
      name,
    ).toBe(true)
  }
})
