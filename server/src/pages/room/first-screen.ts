import { hueOf, initialsOf } from '@anteroom/contract/initials'
import type { Language } from '@anteroom/contract/languages'
import { isolated } from '@anteroom/contract/names'
import { type Presence, presenceOf, startsCall, whomToMeet } from '@anteroom/contract/presence'
import type { Expected, VisitView } from '@anteroom/contract/realtime'
import { html, Markup, type Part } from '../look/markup.ts'

type FirstWords = {
  title: string
  join: string
  /** The same for a host whom nobody is in the call before. */
  titleStart: string
  titleMove: string
  start: string
  joining: string
  /** Before the hours of an appointment that is today. */
  today: string
  /** Somebody who has no name yet. */
  host: (team: string) => string
  guest: string
  presence: Record<Presence, string>
}

/** As the room's own words have them (tested): who reads one of them a moment later reads the same. */
export const firstWords: Record<Language, FirstWords> = {
  en: {
    title: 'Ready to join?',
    titleStart: 'Ready to start?',
    titleMove: 'Move the call here?',
    join: 'Join',
    start: 'Start call',
    joining: 'Joining…',
    today: 'Today, ',
    host: (team) => `Somebody from ${team}`,
    guest: 'Your visitor',
    presence: {
      'not-here': 'is not here yet',
      away: 'is not in the room at the moment',
      waits: 'is in the waiting room',
      here: 'is here',
    },
  },
  de: {
    title: 'Bereit für das Gespräch?',
    titleStart: 'Bereit für das Gespräch?',
    titleMove: 'Gespräch hierher holen?',
    join: 'Teilnehmen',
    start: 'Gespräch starten',
    joining: 'Einen Moment …',
    today: 'Heute, ',
    host: (team) => `Jemand von ${team}`,
    guest: 'Ihr Gast',
    presence: {
      'not-here': 'ist noch nicht da',
      away: 'ist gerade nicht im Raum',
      waits: 'ist im Wartezimmer',
      here: 'ist da',
    },
  },
  es: {
    title: '¿Todo listo para la llamada?',
    titleStart: '¿Todo listo para empezar?',
    titleMove: '¿Traer la llamada aquí?',
    join: 'Unirse',
    start: 'Iniciar la llamada',
    joining: 'Un momento…',
    today: 'Hoy, ',
    host: (team) => `Alguien de ${team}`,
    guest: 'Su visitante',
    presence: {
      'not-here': 'todavía no ha llegado',
      away: 'no está en la sala en este momento',
      waits: 'está en la sala de espera',
      here: 'ya está aquí',
    },
  },
  ar: {
    title: 'هل كل شيء جاهز للانضمام؟',
    titleStart: 'هل كل شيء جاهز للبدء؟',
    titleMove: 'هل تريد نقل المكالمة إلى هنا؟',
    join: 'انضمام',
    start: 'بدء المكالمة',
    joining: 'يجري الانضمام…',
    today: 'اليوم، ',
    host: (team) => `أحد أفراد فريق \u2068${team}\u2069`,
    guest: 'زائرك',
    presence: {
      'not-here': 'لم يصل بعد',
      away: 'ليس في الغرفة الآن',
      waits: 'في غرفة الانتظار',
      here: 'موجود الآن',
    },
  },
  'zh-Hans': {
    title: '准备好加入了吗？',
    titleStart: '准备好开始了吗？',
    titleMove: '要把通话转到这里吗？',
    join: '加入',
    start: '开始通话',
    joining: '正在加入……',
    today: '今天 ',
    host: (team) => `${team}的工作人员`,
    guest: '您的访客',
    presence: {
      'not-here': '还没有到',
      away: '现在不在房间里',
      waits: '正在候诊室等候',
      here: '已经到了',
    },
  },
}

type Options = {
  view: VisitView
  /** Whether this page may go on where one before it was: then nobody knows yet what there is to be pressed. */
  mayContinue: boolean
  language: Language
}

/** As many as the room shows. */
const most = 3

/**
 * What stands in the page until its scripts have come and draw the room: whose it is, whom one meets, and Join, where
 * nothing has to be known for it. Pressed, it is heard by the page's early script, which writes the time as well: only the
 * browser knows its zone. Without that script neither is shown.
 */
export function firstScreen({ view, mayContinue, language }: Options): Markup {
  const { phase, me, session } = view
  if (phase.name !== 'precall') return new Markup('')
  const words = firstWords[language]
  const mayJoin = me.nameGiven && !phase.openElsewhere && !mayContinue
  const starts = startsCall(view)
  const title = phase.openElsewhere ? words.titleMove : starts ? words.titleStart : words.title
  const people = whomToMeet(view).slice(0, most)
  const time = html`<time data-today="${words.today}" data-from="${session.startTime}" data-to="${session.endTime}"></time>`
  return page(session.team, [
    html`<div class="ready-intro"><h1>${title}</h1>${phase.openElsewhere && html`<i></i>`}${!me.nameGiven && html`<i></i>`}`,
    html`<div class="meet">${people.map((one) => personOf(one, view, words))}`,
    html`<p class="meet-time">${time}${session.name !== null && html`<bdi>${session.name}</bdi>`}</p></div>${view.payments ? html`<p>\u00a0</p>` : null}</div>`,
    html`<div class="ready-devices"><div class="ready-preview"></div></div>`,
    mayJoin &&
      html`<div class="ready-join"><button type="button" data-busy="${words.joining}">${starts ? words.start : words.join}</button></div>`,
  ])
}

function page(team: string, parts: Part): Markup {
  return html`<div id="first"><header><bdi>${team}</bdi></header><main><div class="ready">${parts}</div></main></div>`
}

function personOf(one: Expected, { session }: VisitView, words: FirstWords): Markup {
  const name = one.name ?? (one.role === 'HOST' ? words.host(isolated(session.team)) : words.guest)
  const sign = html`<span class="meet-sign" data-hue="${String(hueOf(name))}" aria-hidden="true">${initialsOf(name) || '·'}</span>`
  const says = words.presence[presenceOf(one)]
  return html`<p class="meet-person">${sign}<span><bdi>${name}</bdi> <span>${says}</span></span></p>`
}
