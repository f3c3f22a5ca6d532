import type { LaterWords } from '../../words.ts'

export const zhHansLink: LaterWords['link'] = {
  copy: '复制链接',
  copied: '已复制',
  copiedLong: '链接已复制。',
  copyByHand: '无法复制。链接已在下方选中，请手动复制。',
  share: '分享链接',
  code: '包含链接的二维码，可用摄像头扫描',
}

export const zhHansOtherBrowser: LaterWords['otherBrowser'] = {
  title: '请在其他浏览器中打开此页面',
  text: '摄像头和麦克风在这里无法使用，许多邮件或消息应用中都是如此。',
  browser: { apple: 'Safari 浏览器', others: 'Chrome' },
  menu: (browser) => `或者找到菜单（通常是三个点），选择“在 ${browser} 中打开”或“在浏览器中打开”。`,
  scan: '用另一部手机或平板电脑的摄像头扫描此二维码，即可在那里打开此页面。',
  elsewhere: '使用另一台设备',
  insecureTitle: '摄像头和麦克风在这里无法使用',
  insecureText: '浏览器只允许地址以“https”开头的页面使用。请告知诊所。',
  goOn: '不使用摄像头和麦克风继续',
  goOnText: '如果在这里继续，您能看到和听到其他人，也能给他们发消息。',
  noCalls: {
    title: '此浏览器无法进行视频通话',
    text: '可能有设置或扩展程序关闭了通话功能。',
    steps: (browser) => ['复制您的链接。', `打开 ${browser}，将链接粘贴到地址栏。`],
    lockdownTitle: '锁定模式不允许通话',
    lockdownText: '您可以只为此网站允许通话：',
    lockdownSteps: {
      ios: ['打开地址旁边的页面菜单。', '轻点三个点，再轻点“网站设置”。', '关闭“锁定模式”。它在其他地方保持开启。'],
      mac: ['在“Safari 浏览器”菜单中选择“此网站的设置…”。', '关闭“启用锁定模式”。它在其他地方保持开启。'],
      app: [
        '打开“设置”，再打开“隐私与安全性”。',
        '轻点“锁定模式”，再轻点“配置网页浏览”。',
        '关闭您正在使用的这个应用。',
      ],
    },
    goOn: '在这里等待',
    goOnText: (team) => `${team}也可以在这里给您发消息。`,
  },
  failedTitle: '通话未能开始',
  failedText: '您的浏览器无法开始通话。重新加载页面通常会有帮助，您的位置会为您保留。',
}
