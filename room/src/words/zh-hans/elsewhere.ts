import type { Words } from '../words.ts'

export const zhHansElsewhere: Words['elsewhere'] = {
  window: '您的通话已在另一个窗口中打开。',
  windowText: '您也可以改在这里继续。',
  device: '您的通话已在另一台设备上打开。',
  deviceText: '您的另一台设备会请您确认。',
  unsure: '此链接已经打开。',
  unsureText:
    '此浏览器已关闭 Cookie，我们无法判断它是否就是在这里打开的。您加入后，另一个页面一关闭或同意，您就能进入。',
  opened: (name) => `${name} 的链接在另一台设备上被打开`,
  moves: '您请其进入后，通话会转到那里。',
}
