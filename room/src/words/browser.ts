export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari' | 'samsung' | 'in-app' | 'other'
export type System = 'ios' | 'android' | 'mac' | 'windows' | 'linux' | 'other'

/** Which browser this is, as far as the steps that somebody has to take differ by it. */
export function browserOf(userAgent: string, touchPoints = 0): { browser: Browser; system: System } {
  return { browser: browserName(userAgent), system: systemName(userAgent, touchPoints) }
}

function systemName(agent: string, touchPoints: number): System {
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios'
  // iPadOS says that it is a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(agent)) return touchPoints > 1 ? 'ios' : 'mac'
  if (/Android/.test(agent)) return 'android'
  if (/Windows/.test(agent)) return 'windows'
  return /Linux|CrOS/.test(agent) ? 'linux' : 'other'
}

function browserName(agent: string): Browser {
  // Apps that show pages in a browser of their own: mail, social networks, search, Android's WebView.
  if (/FBAN|FBAV|Instagram|Line\/|GSA\/|Snapchat|LinkedInApp|MicroMessenger|; wv\)/.test(agent)) return 'in-app'
  if (/SamsungBrowser/.test(agent)) return 'samsung'
  if (/EdgA?\/|EdgiOS/.test(agent)) return 'edge'
  if (/Firefox|FxiOS/.test(agent)) return 'firefox'
  if (/Chrome|CriOS|Chromium/.test(agent)) return 'chrome'
  // A web view on an iPhone has neither "Safari" nor a version.
  if (/iPhone|iPad/.test(agent) && !/Safari/.test(agent)) return 'in-app'
  return /Safari/.test(agent) ? 'safari' : 'other'
}
