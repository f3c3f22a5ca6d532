import type { Words } from '../words.ts'

export const zhHansHosts: Words['hosts'] = {
  locked: '房间已锁定。',
  unlocked: '房间已重新开放。',
  lockedSign: '已锁定',

  more: (name) => `${name} 的更多操作`,
  madeHost: (by) => (by ? `${by} 已将您设为主持人。` : '您现在是主持人。'),
  unmadeHost: '您不再是主持人。',
}

export const zhHansTold: Words['told'] = {
  letIn: '您现在已进入通话。',
  mayJoin: '时间到了，您现在可以加入。',
  resumed: '您已回到通话中。',
  sentBack: (who) => `${who}请您在这里稍等。一切正常，您的通话并未结束。`,
  endedBy: (name) => `${name}结束了通话。`,
  lockedTitle: '房间已锁定',
}
