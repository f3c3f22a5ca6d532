import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ar } from './ar/ar.ts'
import { de } from './de/de.ts'
import { en } from './en/en.ts'
import { es } from './es/es.ts'
import { bookedTime, clockTime, lasted, timeLeft, zoneName } from './times.ts'
import { speak } from './words.ts'
import { zhHans } from './zh-hans/zh-hans.ts'

const spoken = { de, es, ar, 'zh-Hans': zhHans }
const timeZone = 'Europe/Berlin'
const start = '2026-11-23T09:05:00Z'
const end = '2026-11-23T09:35:00Z'
const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]

/** Languages as the browsers of people have them, and what these read. */
const readers = [
  {
    language: 'de',
    wanted: 'de-DE',
    booked: 'Montag, 23. November, 10:05 – 10:35',
    today: 'Heute, 10:05 – 10:35',
    zone: 'Mitteleuropäische Normalzeit',
    left: ['1 Tag und 1 Stunde', '2 Stunden und 3 Minuten', '1 Minute und 0 Sekunden', '1 Sekunde'],
    lasted: ['weniger als eine Minute', '3 Min.', '1 Std. 5 Min.'],
  },
  {
    language: 'es',
    wanted: 'es-ES',
    booked: 'lunes, 23 de noviembre, 10:05 – 10:35',
    today: 'Hoy, 10:05 – 10:35',
    zone: 'hora estándar de Europa central',
    left: ['1 día y 1 hora', '2 horas y 3 minutos', '1 minuto y 0 segundos', '1 segundo'],
    lasted: ['menos de un minuto', '3 min', '1 h y 5 min'],
  },
  {
    // In Saudi Arabia, browsers count days by the moon, and in Egypt they write other digits than the rest of the page.
    language: 'ar',
    wanted: 'ar-SA',
    booked: 'الاثنين، 23 نوفمبر، 10:05\u00a0ص – 10:35\u00a0ص',
    today: 'اليوم، 10:05\u00a0ص – 10:35\u00a0ص',
    zone: 'توقيت وسط أوروبا الرسمي',
    left: ['يوم واحد وساعة واحدة', 'ساعتان و3 دقائق', 'دقيقة واحدة و0 ثانية', 'ثانية واحدة'],
    lasted: ['أقل من دقيقة', '3 د', '1 س 5 د'],
  },
  {
    language: 'zh-Hans',
    wanted: 'zh-CN',
    booked: '11月23日星期一 10:05 – 10:35',
    today: '今天 10:05 – 10:35',
    zone: '中欧标准时间',
    left: ['1 天 1 小时', '2 小时 3 分钟', '1 分钟 0 秒', '1 秒'],
    lasted: ['不到 1 分钟', '3 分钟', '1 小时 5 分钟'],
  },
] as const

describe.each(readers)('somebody whose browser wants $wanted reads', (reader) => {
  beforeEach(() => {
    vi.stubGlobal('navigator', { languages: ['fr', reader.wanted] })
    speak(reader.language, spoken[reader.language])
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    speak('en', en)
  })

  test('when the appointment is, in dates of their own', () => {
    const earlier = Date.parse('2026-11-20T10:00:00Z')
    expect(bookedTime(start, end, { timeZone, now: earlier })).toBe(reader.booked)
    expect(bookedTime(start, end, { timeZone, now: Date.parse(start) })).toBe(reader.today)
    expect(zoneName(start, { timeZone })).toBe(reader.zone)
    expect(reader.today).toContain(clockTime(start, { timeZone }))
  })

  test('how long it still takes', () => {
    const spans = [day + hour, 2 * hour + 3 * minute, minute, second]
    expect(spans.map(timeLeft)).toEqual(reader.left)
  })

  test('how long it has taken', () => {
    expect([second, 3 * minute, hour + 5 * minute].map(lasted)).toEqual(reader.lasted)
  })
})

test.each([
  [0, '0 ثانية'],
  [1, 'ثانية واحدة'],
  [2, 'ثانيتان'],
  [3, '3 ثوانٍ'],
  [10, '10 ثوانٍ'],
  [11, '11 ثانية'],
  [100, '100 ثانية'],
])('Arabic has a form of its own for %d seconds', (count, said) => {
  expect(ar.units.seconds(count)).toBe(said)
})
