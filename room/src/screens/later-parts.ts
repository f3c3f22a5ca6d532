import { Exit } from './exit/exit.tsx'
import { FailedDevices } from './in-call/bar/failed-devices.tsx'
import { Menu } from './in-call/bar/menu.tsx'
import { DevicesOf } from './in-call/bar/settings.tsx'
import { ShortcutList } from './in-call/bar/shortcut-list.tsx'
import { AtTheDoor } from './in-call/door/at-the-door.tsx'
import { KnockOnScreen } from './in-call/door/knock-on-screen.tsx'
import { LetAllIn } from './in-call/door/let-all-in.tsx'
import { NotNow } from './in-call/door/not-now.tsx'
import { WaiterMenu } from './in-call/door/waiter-menu.tsx'
import { WaitingTools } from './in-call/door/waiting-tools.tsx'
import { WriteTo } from './in-call/door/write-to.tsx'
import { HelpAnswered, HelpMe } from './in-call/help/ask-for-help.tsx'
import { HelpAsked } from './in-call/help/help-asked.tsx'
import { OwnNotices } from './in-call/notices/own-notices.tsx'
import { Invite } from './in-call/people/invite.tsx'
import { People } from './in-call/people/people.tsx'
import { WhoLeft } from './in-call/people/who-left.tsx'
import { Captions } from './in-call/stage/captions.tsx'
import { SelfMenu } from './in-call/stage/self-menu.tsx'
import { ShownScreen } from './in-call/stage/shown-screen.tsx'
import { TileActions } from './in-call/stage/tile-actions.tsx'
import { WhoSpeaks } from './in-call/stage/who-speaks.tsx'
import { PaidFee, PaymentScreen, SeenPayments } from './later-payments.tsx'
import { MoveAsked } from './move-asked.tsx'
import { NoCall } from './no-call.tsx'
import { Notice } from './notice/notice.tsx'
import { OnHold } from './on-hold/on-hold.tsx'
import { DeviceChoice } from './precall/device-choice.tsx'
import { DeviceHelp } from './precall/device-help.tsx'
import { OnceOnly } from './precall/once-only.tsx'
import { OtherBrowser } from './precall/other-browser.tsx'
import { TooEarly } from './too-early/too-early.tsx'
import { TurnedAway } from './waiting/ask-again.tsx'
import { Locked } from './waiting/locked.tsx'
import { Moving, Refused } from './waiting/moving.tsx'
import { NobodyLetsIn } from './waiting/nobody-lets-in.tsx'

/** What most people do not need, or not in the first moments; in one file, so that one request has all of it. */
export const laterParts = {
  AtTheDoor,
  Captions,
  DeviceChoice,
  DeviceHelp,
  HelpAnswered,
  HelpAsked,
  HelpMe,
  Invite,
  KnockOnScreen,
  LetAllIn,
  DevicesOf,
  Exit,
  FailedDevices,
  Locked,
  Menu,
  MoveAsked,
  Moving,
  NotNow,
  NobodyLetsIn,
  NoCall,
  Notice,
  OnHold,
  OnceOnly,
  OtherBrowser,
  OwnNotices,
  PaidFee,
  PaymentScreen,
  People,
  Refused,
  SeenPayments,
  SelfMenu,
  ShortcutList,
  ShownScreen,
  TileActions,
  TooEarly,
  TurnedAway,
  WaiterMenu,
  WaitingTools,
  WhoLeft,
  WhoSpeaks,
  WriteTo,
}
