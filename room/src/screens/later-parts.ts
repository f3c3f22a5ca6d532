import { Menu } from './in-call/bar/menu.tsx'
import { ShortcutList } from './in-call/bar/shortcut-list.tsx'
import { People } from './in-call/people/people.tsx'
import { Captions } from './in-call/stage/captions.tsx'
import { MoveAsked } from './move-asked.tsx'
import { DeviceChoice } from './precall/device-choice.tsx'
import { DeviceHelp } from './precall/device-help.tsx'
import { OtherBrowser } from './precall/other-browser.tsx'
import { Moving } from './waiting/moving.tsx'

/** What most people do not need, or not in the first moments; in one file, so that one request has all of it. */
export const laterParts = {
  Captions,
  DeviceChoice,
  DeviceHelp,
  Menu,
  MoveAsked,
  Moving,
  OtherBrowser,
  People,
  ShortcutList,
}
