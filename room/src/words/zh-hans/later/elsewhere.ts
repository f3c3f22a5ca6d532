import type { LaterWords } from '../../words.ts'

export const zhHansElsewhere: LaterWords['elsewhere'] = {
  unsureWay: (team) =>
    `如果您之前就是在这里打开的：此浏览器已关闭 Cookie，我们无法识别它。请允许 Cookie，并向 ${team} 索取新链接。`,
  asking: '请在您的另一台设备上确认',
  askingText: (team) => `我们正在那里询问通话能否转到这里。${team}也可以请您进入。`,
  mayMoveIn: (left) => `如果那里无人回应，${left}后您可以自己把通话转到这里。`,
  mayMove: '那里无人回应。您可以自己把通话转到这里。',
  refused: '您的通话仍在另一台设备上',
  refusedText: '如需转到这里，请再次询问，然后在另一台设备上按“转到那里”。',
  asked: '要把通话转到另一台设备吗？',
  askedText: '您的链接在另一台设备上被打开，那里有人想要加入。如果不是您本人，请留在这里。',
  move: '转到那里',
  stay: '留在这里',
  takenWindow: '您在更新的窗口中打开了同一链接，通话已转到那里。',
  onceOnly: '请让此页面一直开着，直到结束。',
  onceOnlyText:
    '您的浏览器不会保留此页面的任何信息，而您的链接只能在一个浏览器中使用。关闭此页面后，您可能无法再次进入。',
}
