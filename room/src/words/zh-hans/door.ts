import type { Words } from '../words.ts'
import { list } from './call.ts'

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
  justNow: '刚到',
  letIn: '请进',
  letInOne: (name) => `请进：${name}`,
  lettingIn: (name) => `正在请 ${name} 进入…`,
  willSee: (names) => `会看到 ${list(names)}`,
  undo: '撤销',
  undoOne: (name) => `撤销：${name} 继续等候`,
  undone: (name) => `${name} 继续等候。`,
  moreForAll: '对所有等候者的更多操作',
  fold: '隐藏候诊室',
  keys: '↑ ↓ 选择 · L 请进 · T 消息',
  mayKnockIn: (left) => `暂不。${left}后可再敲门`,
  mayKnock: '暂不。可以再次敲门',
  later: '隐藏此提示',
  sent: '您写道：',
  away: '连接已断开，位置已保留',
  awayShort: '连接断开',
  notification: '有人在候诊室等候',
  atTheDoor: (name) => `${name} 想要进入`,
}
