import type { Words } from '../words.ts'

export const zhHansLink: Words['link'] = {
  copy: '复制链接',
  copied: '已复制',
  copiedLong: '链接已复制。',
  copyByHand: '无法复制。链接已在下方选中，请手动复制。',
  share: '分享链接',
  code: '包含链接的二维码，可用摄像头扫描',
}

export const zhHansOtherBrowser: Words['otherBrowser'] = {
  title: '请在其他浏览器中打开此页面',
  text: '您可能是在邮件或消息应用中打开的链接。摄像头和麦克风在这里无法使用。',
  browser: { apple: 'Safari 浏览器', others: 'Chrome' },
  steps: (browser) => [
    `在此屏幕上找到菜单（通常是三个点），选择“在 ${browser} 中打开”或“在浏览器中打开”。`,
    `如果没有菜单，请在这里复制您的链接，然后打开 ${browser}，将链接粘贴到地址栏。`,
  ],
  scan: '或者用另一部手机或平板电脑的摄像头扫描二维码，在那里打开此页面。',
  insecureTitle: '摄像头和麦克风在这里无法使用',
  insecureText: '浏览器只允许地址以“https”开头的页面使用。请告知诊所。',
  goOn: '不使用摄像头和麦克风继续',
  goOnText: '您能看到和听到其他人，也能给他们发消息。',
}
