import type { LaterWords } from '../../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const zhHansHelp: LaterWords['help'] = {
  tell: (host) => `告诉 ${host} 哪里有问题`,
  troubles: { hear: '我听不到您', see: '我看不到您', heard: '您听不到我', seen: '您看不到我', other: '其他问题' },
  reads: (host) => `${host} 会立刻在屏幕上看到。`,
  read: (host) => `${host} 正在看。`,
  unheard: '没有送达。请换个方式告诉对方。',
  answer: '回答',
  both: {
    on: (name) => `${name} 的麦克风和摄像头都已打开`,
    off: (name) => `${name} 的麦克风和摄像头都已关闭`,
  },
  devices: (name, devices) => `${name}：${devices}`,
  sendTo: (name) => `发送给 ${name}：`,
  answers: {
    speaker: '请检查扬声器',
    volume: '请调高音量',
    unmute: '请点“取消静音”',
    video: '请打开摄像头',
    reload: '请重新加载页面',
    chat: '请写在聊天里',
  },
  answered: (host, answer) => `${host}：${answer}`,
}
