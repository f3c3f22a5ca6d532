import { type Contact, waysOf } from '@anteroom/contract/api/teams'
import { defaultSettings, roomSettingsOf, type SessionSettings } from '@anteroom/contract/feature-flags'
import { type Language, languages } from '@anteroom/contract/languages'
import { isolated, plainName } from '@anteroom/contract/names'
import { phases } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { ownIcon } from '../look/icon.ts'
import { escapeText } from '../look/markup.ts'
import type { RoomAssets } from './assets.ts'
import { firstScreen } from './first-screen.ts'
import { firstStyle } from './first-style.ts'
import { missingPart, missingScript } from './missing.ts'
import { lookOf } from './theme.ts'
import { linkPreview, needsJavaScript } from './words.ts'

export type PageContent = {
  link: string
  /** Where the page keeps the key of its browser. */
  keepAs: string
  browserKey: string
  view: VisitView
  /** What the page shows instead when it goes on where the page before it was, as a reload does; null: the same. */
  continued: VisitView | null
  settings: SessionSettings
  /** The sites that may show this page in a frame, to which it may speak there; null for every secure one. */
  frameOrigins: string[] | null
  assets: RoomAssets
  nonce: string
  language: Language
}

/**
 * All that the first paint needs, in one answer, and before what is drawn later: on a slow line there is something to read
 * while the style sheet and the words of the room are still coming.
 */
export function pageHtml(content: PageContent): string {
  const { link, keepAs, browserKey, view, continued, settings, frameOrigins, assets, nonce, language } = content
  const theme = lookOf(settings)
  const properties = Object.entries(theme.properties).map(([name, value]) => `${name}:${value}`)
  const title =
    [view.session.name, view.session.team].flatMap((name) => (name ? [isolated(name)] : [])).join(' · ') || 'Anteroom'
  // What a session is called may tell what somebody has: it is for the page, and not for the chats that its link goes through.
  const owner = escapeText(isolated(view.session.team) || 'Anteroom')
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].dir}" data-keep="${keepAs}"${theme.ground ? ` data-ground="${theme.ground}"` : ''}>
<head>
<meta charset="utf-8">
<title>${escapeText(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="${theme.ground ?? 'light dark'}">
<meta name="robots" content="noindex">
<meta property="og:title" content="${owner}">
<meta property="og:description" content="${linkPreview[language]}">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="${escapeText(theme.icon ?? ownIcon)}">
<script type="application/json" id="bootstrap">${json({ link, keepAs, browserKey, view, ...(continued ? { continued } : {}), frameOrigins })}</script>
<script nonce="${nonce}">${missingScript}</script>
${phases[view.phase.name].leadsToCall ? `<script nonce="${nonce}">${assets.early}</script>` : ''}
<script type="module" async nonce="${nonce}" src="${assets.main}"></script>
<style nonce="${nonce}">${firstStyle}${properties.length > 0 ? `:root{${properties.join(';')}}` : ''}</style>
</head>
<body>
<div id="root">${firstScreen({ view, mayContinue: continued !== null, language }).text}</div>
${missingPart(language, view.session.team).text}
<noscript><main><h1>${escapeText(title)}</h1><p>${needsJavaScript[language]}</p></main></noscript>
${assets.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
<script type="module" nonce="${nonce}">${assets.words[language]}</script>
<script type="module" nonce="${nonce}" src="${assets.start}"></script>
</body>
</html>
`
}

type Whose = { name: string; contact: Contact }

/** For a link that leads nowhere, or none any more: the same page, with a view that says so and no session in it. */
export function linklessView(now: Date, name: 'unknown' | 'ended', of: Whose | null = null): VisitView {
  return {
    revision: 0,
    now: now.toISOString(),
    phase: { name },
    me: {
      visitId: '',
      generation: 0,
      role: 'GUEST',
      name: null,
      nameGiven: false,
      since: null,
      madeHostBy: null,
      asked: null,
      askedBy: null,
    },
    session: {
      name: null,
      team: '',
      ...(of && { team: plainName(of.name), ...waysOf(of.contact) }),
      startTime: '',
      endTime: '',
    },
    settings: { ...roomSettingsOf(defaultSettings), plugins: [] },
    expected: [],
    locked: false,
    othersJoined: false,
    people: [],
    waiting: [],
    iceServers: [],
  }
}

/** JSON that cannot end the script element that it stands in, nor begin a comment in it. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
