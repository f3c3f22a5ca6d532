import type { Words } from '../words.ts'

export const list = (names: readonly string[]) =>
  Intl.ListFormat ? new Intl.ListFormat('zh-Hans', { type: 'conjunction' }).format(names) : names.join('、')

export const zhHansCall: Pick<Words, 'call' | 'people' | 'menu'> = {
  call: {
    title: (names) => (names.length > 0 ? `与${list(names)}的通话` : '通话'),
    controls: '通话控制',
    tiles: '通话中的人',
    alone: '还没有其他人',
    anybody: '有人进入后会出现在这里。',
    stay: '请保持此页面打开。',
    invite: '再邀请一人',
    expected: (names) => `${list(names)}进入后会出现在这里。`,
    joined: (name) => `${name} 已加入。`,
    left: (name) => `${name} 已离开。`,
    mute: '静音',
    unmute: '取消静音',
    microphone: '麦克风',
    stopVideo: '关闭视频',
    startVideo: '开启视频',
    people: '人员',
    peopleCount: (n) => `人员，通话中有 ${n} 人`,
    raiseHand: '举手',
    lowerHand: '放下手',
    handRaised: '已举手',
    raisedHand: (name) => `${name} 举手了。`,
    menu: '菜单',
    more: '更多',
    moreCount: (n) => `更多，${n} 条新消息`,
    moreNotices: (n) => `还有 ${n} 条`,
    choose: { microphone: '选择麦克风', camera: '选择摄像头' },
    end: '结束通话',
    endTitle: '离开还是结束通话？',
    leaveText: (names) => (names.length > 0 ? `${list(names)}会继续通话。` : '您可以通过同一链接返回。'),
    endForEveryone: '结束所有人的通话',
    endForEveryoneText: (others) => (others === 1 ? '你们双方的通话都会结束。' : '所有人的通话将立即结束。'),
    microphoneOff: '麦克风已关闭',
    cameraOff: '摄像头已关闭',
    speaking: '正在说话',
    onHold: '已暂停',
    line: {
      connecting: '正在连接……',
      interrupted: '连接中断，正在重新连接……',
      failed: '没有连接，正在重试……',
    },
    screenOf: (name) => `${name} 的屏幕`,
    playingStopped: '您的浏览器停止了声音或画面。',
    playAgain: '播放声音和画面',
    pluginFailed: '通话的一部分功能无法加载。',
    tryAgain: '重试',
  },

  people: {
    title: '人员',
  },

  menu: {
    help: '帮助',
  },
}
