import { expect, test } from 'vitest'
import { passwordFault } from './password-rule.ts'

const vega = ['ines.vega@harbour-clinic.example', 'Ines', 'Vega', null, 'Harbour Clinic']

test.each([
  ['Kurz', '12 characters'],
  ['elevenchars', '12 characters'],
  // Twelve code points that are eleven letters.
  ['u\u0308berquerung', '12 characters'],
  ['a'.repeat(1001), '1000 characters'],
  ['with a NUL \0 in it', 'cannot be stored'],
  ['061234567890', 'digits alone'],
  ['aaaaaaaaaaaaaaaa', 'again and again'],
  ['abababababababab', 'again and again'],
  ['xkcd9!xkcd9!xkcd9!', 'again and again'],
  ['password1234', 'too easy'],
  ['P@ssw0rd2024!', 'too easy'],
  ['Passwort!!2025', 'too easy'],
  ['Contraseña123', 'too easy'],
  ['qwertyuiop[]', 'too easy'],
  ['1q2w3e4r5t6y', 'too easy'],
  ['QWERTZ123456', 'too easy'],
  ['zyxwvutsrqpo', 'too easy'],
  ['Summer2024!!', 'too easy'],
  ['iloveyou1234', 'too easy'],
  ['administrator1', 'too easy'],
  ['welcomewelcome1', 'too easy'],
  ['Liverpool2019', 'too easy'],
  ['InesVega1978', 'too easy'],
  ['HarbourClinic1', 'too easy'],
  ['harbour-clinic.example', 'too easy'],
  ['1nes.Vega@2024', 'too easy'],
  ['Coviu-Anteroom-1', 'too easy'],
  ['polniypizdec0211', 'too easy'],
  ['Leavemealone', 'too easy'],
  ['!sonyEricsson99', 'too easy'],
  ['lighthouse-2024', 'too easy'],
  ['lighthouseneedle', 'too easy'],
  ['cheesecakemustang77!', 'too easy'],
])('%j is refused: %s', async (password, why) => {
  expect(await passwordFault(password, vega)).toContain(why)
})

test.each([
  'correct horse battery staple',
  'woken by the needle',
  'ein Satz, den nur ich kenne',
  'Kf9-tRq2-Wm7x',
  'überquerung+2',
  '我喜欢在早上喝一杯热茶看书',
  'كل يوم أمشي إلى البحر',
  'Vega walks to the lighthouse',
  `${'long '.repeat(180)}but of my own`,
  'lighthouse needle cheese',
])('%j is taken', async (password) => {
  expect(await passwordFault(password, vega)).toBeNull()
})

test('the longest one takes no time to speak of', async () => {
  await passwordFault('read the list first', vega)
  for (const part of ['1', 'pass', 'qwe', 'ab1']) {
    const started = performance.now()
    await passwordFault(`${part.repeat(1000 / part.length - 2)}xyäöüß?`, vega)
    expect(performance.now() - started).toBeLessThan(500)
  }
})
