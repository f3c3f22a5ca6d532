import type { LaterWords } from '../../words.ts'

/** What hosts do about those who wait, beyond letting them in. */
export const zhHansDoor: LaterWords['door'] = {
  message: '消息',
  letAllIn: '请所有人进入',
  letAllTitle: (n) => `请全部 ${n} 人进入？`,
  letAllText: '他们会看到彼此。',
  notNow: '暂不',
  notNowOne: (name) => `暂不：${name}`,
  notNowText: (name) => `您随时都可以请 ${name} 进入。`,
  reason: (name) => `给 ${name} 的消息（可不填）`,
  ownWords: '用您自己的话',
  askToWait: (name) => `请 ${name} 再等一会儿？`,
  askThem: '请其稍等',
  reasonsOften: ['我会晚 10 分钟。', '我还在和别人通话。'],
  messageTo: (name) => `给 ${name} 的消息`,
  messageHint: '会显示在对方的等候页面上。',
  send: '发送',
  takeAway: '撤回消息',
  quiet: (name) => `${name}：不响铃`,
  soundOff: '不响铃',
  soundOn: '响铃',
  loud: (name) => `${name}：响铃`,
  notify: '在此电脑上通知我',
  notifyHint: '当有人到来而您正在看其他窗口时。通知中不显示姓名。',
  notifyRefused: '此浏览器不允许本页面发送通知。',
}
