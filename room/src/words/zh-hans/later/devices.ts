import type { What, Where } from '../../en/later/devices.ts'
import type { LaterWords } from '../../words.ts'

const it = (what: What) => ({ both: '摄像头和麦克风', camera: '摄像头', microphone: '麦克风' })[what]
/** As Apple and Microsoft call the camera in their settings. */
const quotedBySystem = (what: What) => ({ both: '“相机”和“麦克风”', camera: '“相机”', microphone: '“麦克风”' })[what]
const quoted = (what: What) => ({ both: '“摄像头”和“麦克风”', camera: '“摄像头”', microphone: '“麦克风”' })[what]

const tryAgain = '重试'
const tryAgainWith = (what: What) => `${tryAgain}：${it(what)}`

const comeBack = (button: string) => ({ tap: `回到这里，轻点“${button}”。`, select: `回到这里，点击“${button}”。` })

function allowSteps(what: What, { browser, system }: Where): string[] {
  if (system === 'ios' && browser === 'safari') {
    return [
      '轻点地址旁边的页面菜单。',
      '如果有三个点，请轻点它，然后轻点“网站设置”。',
      `将${quotedBySystem(what)}设为“允许”。`,
      comeBack(tryAgain).tap,
    ]
  }
  if (system === 'ios') {
    return [
      '打开手机或平板电脑的“设置”。',
      '轻点“App”，然后轻点您的浏览器名称。',
      `打开${quotedBySystem(what)}。`,
      comeBack(tryAgain).tap,
    ]
  }
  if (system === 'android') {
    return ['点按地址左侧的图标。', '点按“权限”。', `打开${quoted(what)}。`, `回到这里，点按“${tryAgain}”。`]
  }
  if (browser === 'firefox') {
    return [
      `点击地址旁边带斜线的${what === 'microphone' ? '麦克风' : '摄像头'}图标。`,
      '点击“已阻止”旁边的叉号。',
      `回到这里，点击“${tryAgain}”，然后点击“允许”。`,
    ]
  }
  if (browser === 'safari') {
    return [
      '在“Safari 浏览器”菜单中选择“此网站的设置”。',
      `将${quotedBySystem(what)}设为“允许”。`,
      comeBack(tryAgain).select,
    ]
  }
  return ['点击地址左侧的图标。', `打开${quoted(what)}。`, `回到这里。如果没有反应，请点击“${tryAgain}”。`]
}

function systemSteps(what: What, { system }: Where): string[] {
  if (system === 'mac') {
    return [
      '打开“系统设置”，然后打开“隐私与安全性”。',
      `打开${quoted(what)}，然后允许您的浏览器使用。`,
      '完全关闭浏览器再重新打开，然后再次打开您的链接。',
    ]
  }
  if (system === 'windows') {
    return [
      '打开“设置”，然后打开“隐私和安全性”。',
      `打开${quotedBySystem(what)}，允许访问，并允许桌面应用访问。`,
      comeBack('重试').select,
    ]
  }
  if (system === 'ios' || system === 'android') {
    return ['打开“设置”，找到应用列表。', `在其中打开您的浏览器，允许${quotedBySystem(what)}。`, comeBack('重试').tap]
  }
  return [`在系统设置中允许您的浏览器使用${it(what)}。`, comeBack('重试').select]
}

const goodBrowser = ({ system }: Where) =>
  system === 'ios' || system === 'mac' ? 'Safari 浏览器' : 'Chrome、Edge 或 Firefox'
const none = (): string[] => []

export const zhHansDevices: LaterWords['devices'] = {
  camera: '摄像头',
  speaker: '扬声器',
  problems: {
    denied: {
      title: (what) => `您的${it(what)}被阻止`,
      text: () => '',
      steps: allowSteps,
    },
    'denied-by-system': {
      title: (what) => `您的设备不允许浏览器使用${it(what)}`,
      text: () => '这是您电脑或手机上的一项设置造成的。',
      steps: systemSteps,
    },
    dismissed: {
      title: (what) => `您的${it(what)}还没有获得允许`,
      text: () => '浏览器请求过您的许可，但该提示被关闭了。',
      steps: () => [`选择“${tryAgain}”。`, '浏览器询问时，请选择“允许”。'],
    },
    missing: {
      title: (what) => `没有找到${it(what)}`,
      text: (what) => `如果您有${it(what)}，请连接到设备，连接后会自动使用。`,
      steps: none,
    },
    'in-use': {
      title: (what) => `您的${it(what)}无法启动`,
      text: () => '可能有其他程序正在使用，例如另一个视频通话。',
      steps: () => ['关闭可能正在使用它的其他程序和标签页。', '然后选择“重试”。'],
    },
    insecure: {
      title: (what) => `此页面无法使用您的${it(what)}`,
      text: () => '浏览器只允许地址以“https”开头的页面使用。请告知诊所。',
      steps: none,
    },
    framed: {
      title: (what) => `此页面不能使用您的${it(what)}`,
      text: () => '它显示在另一个不允许使用的页面中。请在单独的标签页中打开。',
      steps: none,
    },
    unsupported: {
      title: (what) => `此应用无法使用您的${it(what)}`,
      text: (_, where) => `您可能是在邮件或消息应用中打开的链接。请在 ${goodBrowser(where)} 中打开。`,
      steps: (_, where) => ['用下面的按钮复制链接。', `打开 ${goodBrowser(where)}。`, '将链接粘贴到地址栏，然后打开。'],
    },
    background: {
      title: () => '无法虚化您的背景',
      text: () => '在此期间您的摄像头保持关闭，以免别人看到您想隐藏的内容。',
      steps: none,
    },
    unknown: {
      title: (what) => `您的${it(what)}没有启动`,
      text: () => '再试一次通常会有帮助；也可以关闭浏览器，然后重新打开您的链接。',
      steps: none,
    },
  },
  tryAgain,
  tryAgainWith,
  newTab: '在新标签页中打开',
  noTab: '没有打开？外层页面不允许这样做。请复制链接，并在单独的标签页中打开。',
  noiseSuppression: '降低背景噪音',
  unnamed: (kind, n) => `${kind} ${n}`,
  systemSpeaker: '使用设备的默认设置',
  none: '没有找到',
  notAllowed: '允许后才能显示',
  testSpeaker: '测试扬声器',
  testing: '您听到了吗？',
  testHelp: '如果听不到声音，请调高音量或选择其他扬声器。',
  blur: '虚化我的背景',
  blurHint: '其他人能看到您，但看不到您身后的房间。',
  showUnblurred: '不虚化，直接显示',
}
