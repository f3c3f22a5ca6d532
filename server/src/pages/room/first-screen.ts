import type { Language } from '@anteroom/contract/languages'
import type { VisitView } from '@anteroom/contract/realtime'
import { escapeText } from '../look/markup.ts'

/** As the room's own words have them (tested): who reads one of them a moment later reads the same. */
export const firstWords: Record<Language, { title: string; join: string; joining: string }> = {
  en: { title: 'Ready to join?', join: 'Join', joining: 'Joining…' },
  de: { title: 'Bereit für das Gespräch?', join: 'Teilnehmen', joining: 'Einen Moment …' },
  es: { title: '¿Todo listo para la llamada?', join: 'Unirse', joining: 'Un momento…' },
  ar: { title: 'هل كل شيء جاهز للانضمام؟', join: 'انضمام', joining: 'يجري الانضمام…' },
  'zh-Hans': { title: '准备好加入了吗？', join: '加入', joining: '正在加入……' },
}

type Options = {
  view: VisitView
  /** Whether this page may go on where one before it was: then nobody knows yet what there is to be pressed. */
  mayContinue: boolean
  language: Language
}

/**
 * What stands in the page until its scripts have come and draw the room: whose it is, what for, and Join, where nothing
 * has to be known for it. Pressed, it is heard by the page's early script, without which it is not shown.
 */
export function firstScreen({ view: { phase, me, session }, mayContinue, language }: Options): string {
  if (phase.name !== 'precall') return ''
  const { title, join, joining } = firstWords[language]
  const mayJoin = me.nameGiven && !phase.openElsewhere && !mayContinue
  const button = `<button type="button" data-busy="${joining}">${join}</button>`
  return `<div id="first"><header><bdi>${escapeText(session.team)}</bdi></header><main><h1>${title}</h1>${mayJoin ? button : ''}</main></div>`
}
