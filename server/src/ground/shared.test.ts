import { expect, test } from 'vitest'
import { shared } from './shared.ts'

const startPieces = () => {
  const pieces: PromiseWithResolvers<number>[] = []
  const begin = () => {
    const piece = Promise.withResolvers<number>()
    pieces.push(piece)
    return piece.promise
  }
  return { pieces, begin }
}

test('whoever asks while it is done, or soon after, has the same outcome', async () => {
  const { pieces, begin } = startPieces()
  const ask = shared(60_000, begin)
  const first = [ask(), ask()]
  pieces[0]?.resolve(1)
  expect(await Promise.all([...first, ask()])).toEqual([1, 1, 1])
  expect(pieces).toHaveLength(1)
})

test('it is done anew once it is old, but never twice at a time', async () => {
  const { pieces, begin } = startPieces()
  const ask = shared(0, begin)
  const first = [ask(), ask()]
  expect(pieces).toHaveLength(1)
  pieces[0]?.resolve(1)
  await Promise.all(first)
  const second = ask()
  pieces[1]?.resolve(2)
  expect(await second).toBe(2)
})

test('what has failed fails for all who share it', async () => {
  const { pieces, begin } = startPieces()
  const ask = shared(60_000, begin)
  const asked = [ask(), ask()].map((one) => expect(one).rejects.toThrow('away'))
  pieces[0]?.reject(new Error('away'))
  await Promise.all(asked)
})
