import type { Words } from '../words.ts'

const people = (n: number) => `${n} 人正在等候`

/** Who knocks, and what hosts do about it. */
export const zhHansDoor: Words['door'] = {
  title: '候诊室',
  control: '等候',
  controlCount: (n) => `等候：${n === 0 ? '候诊室没有人' : people(n)}`,
  knocks: (name) => `${name} 在候诊室`,
  people,
  nobody: '没有人在等候。',
  nobodyText: '有人到来时会立即显示在这里，并有提示音。',
  sinceShort: (time) => `已等候：${time}`,
  letIn: '请进',
  letInOne: (name) => `请进：${name}`,
  letAllIn: '请所有人进入',
  notNow: '暂不',
  notNowOne: (name) => `暂不：${name}`,
  later: '隐藏此提示',
  more: (n) => `另有 ${n} 人`,
  message: '消息',
  messageTo: (name) => `给 ${name} 的消息`,
  messageHint: '会显示在对方的等候页面上。',
  send: '发送',
  sent: '对方在屏幕上可以看到：',
  takeAway: '撤回消息',
  quiet: (name) => `关闭 ${name} 的提示音`,
  soundOff: '关闭提示音',
  soundOn: '打开提示音',
  loud: (name) => `打开 ${name} 的提示音`,
  away: '连接已断开，位置已保留',
  notify: '在此电脑上通知我',
  notifyHint: '当有人到来而您正在看其他窗口时。通知中不显示姓名。',
  notification: '有人在候诊室等候',
  notifyRefused: '此浏览器不允许本页面发送通知。',
  atTheDoor: (name) => `${name} 想要进入`,
}
