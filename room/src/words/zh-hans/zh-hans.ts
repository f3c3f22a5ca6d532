import type { Words } from '../words.ts'
import { list, zhHansCall } from './call.ts'
import { zhHansCheck } from './check.ts'
import { zhHansDevices } from './devices.ts'
import { zhHansDoor } from './door.ts'
import { zhHansElsewhere } from './elsewhere.ts'
import { zhHansHelp } from './help.ts'
import { zhHansHosts, zhHansTold } from './hosts.ts'
import { zhHansResilience } from './resilience.ts'
import { zhHansStage } from './stage.ts'

/** Every word that a person reads, in Chinese with simplified characters. It has no plural; units follow the number. */
export const zhHans: Words = {
  language: '语言',
  large: '更大的文字和按钮',
  list,
  units: {
    days: (n) => `${n} 天`,
    hours: (n) => `${n} 小时`,
    minutes: (n) => `${n} 分钟`,
    seconds: (n) => `${n} 秒`,
    together: (parts) => parts.join(' '),
    underAMinute: '不到 1 分钟',
    shortMinutes: (minutes) => `${minutes} 分钟`,
    shortHours: (hours, minutes) => `${hours} 小时 ${minutes} 分钟`,
  },
  you: '您',
  someone: '有人',
  close: '关闭',
  exit: '离开',

  booked: {
    today: '今天',
    at: (day, time) => `${day} ${time}`,
    zone: (zone) => `按您所在的时区（${zone}）`,
  },
  meeting: {
    title: '与您通话的是',
    host: '您的访客',
    guest: (team) => `${team}的工作人员`,
    more: (n) => `另有 ${n} 人`,
    presence: {
      'not-here': '还没有到',
      away: '现在不在房间里',
      waits: '正在候诊室等候',
      here: '已经到了',
    },
  },

  connection: '连接',
  offline: '目前没有连接，正在重新连接……',
  offlineInCall: '正在重新连接……您可以继续交谈。',
  crowded: '请稍候，现在进入的人很多……',
  restoring: '正在恢复与诊所的连接……',
  restoringInCall: '正在恢复与诊所的连接……您可以继续交谈。',
  undone: '刚才的操作没有成功，请再试一次。',
  untold: {
    left: '您已离开。连接恢复后，我们会告诉其他人。',
    ended: '您已离开。连接恢复后，其他人的通话也会结束。请不要关闭此页面。',
  },
  backOnline: '已重新连接。',
  loading: '请稍候……',
  broken: {
    title: '页面没有完整加载',
    text: '网络可能短暂中断。请重新加载页面，您的位置会为您保留。',
    button: '重新加载',
  },

  precall: {
    title: '准备好加入了吗？',
    titleStart: '准备好开始了吗？',
    titleMove: '要把通话转到这里吗？',
    titleAlmost: '就快准备好了',
    name: '您的姓名',
    nameHint: (name) => (name ? `让${name}知道您是谁。` : '让其他人知道您是谁。'),
    nameMissing: '请填写您的姓名。',
    join: '加入',
    start: '开始通话',
    moveHere: '把通话转到这里',
    joining: '正在加入……',
    check: '现在还没有人能看到或听到您。',
    allOff: '您加入时，摄像头和麦克风是关闭的。',
    joinWithout: { both: '不用摄像头和麦克风加入', camera: '不用摄像头加入', microphone: '不用麦克风加入' },
    settings: '摄像头和声音',
    without: {
      both: '您能看到、听到其他人，也能给他们发消息。',
      camera: '您可以只用声音加入。',
      microphone: '其他人能看到您，您也能给他们发消息。',
    },
  },

  waiting: {
    title: '您正在候诊室',
    started: (name) => `${name}很快会请您进入`,
    first: '您排在第一位。',
    next: '您是下一位。',
    ahead: (n) => `您前面还有 ${n} 人。`,
    keepOpen: '轮到您时会响铃。请不要关闭此页面。',
    free: '在此之前，您可以做别的事。',
    since: (time) => `${time} 起在候诊室等候`,
    message: (team) => `来自${team}的消息`,
    turnedAway: (who) => `${who}还需要一点时间`,
    back: '暂时回到候诊室',
    knocked: '您已再次询问。',
    leaveTitle: '要离开候诊室吗？',
    leaveText: '您可以用同一链接再回来，但会失去当前的排队位置。',
    stay: '继续等候',
    selfView: '现在没有人能看到或听到您。',
  },

  ...zhHansCall,
  hosts: zhHansHosts,
  stage: zhHansStage,
  told: zhHansTold,

  problems: {
    'wrong-phase': '现在无法这样做。页面会显示您当前的状态。',
    'too-soon': '有点太快了。请稍等片刻再试。',
    'link-used-elsewhere': '此链接属于另一个浏览器，请在那里继续。',
    'not-allowed': '只有主持人可以这样做。',
    'plugin-off': '此次通话没有这项功能。',
    'session-over': '预约时间已过。',
    'session-cancelled': '此预约已取消。',
    'too-many-requests': '操作太频繁了。请稍等片刻再试。',
    'invalid-request': '无法使用您填写的内容。请检查后再试。',
    conflict: '没有空位了。请先移出一人。',
    unavailable: '目前没有连接。请再试一次，您的位置会为您保留。',
  },
  problem: (code) => `没有成功，请再试一次。（${code}）`,

  check: zhHansCheck,
  devices: zhHansDevices,
  door: zhHansDoor,
  help: zhHansHelp,
  plugins: import.meta.glob('../../plugins/*/words/zh-hans.ts', { eager: true, import: 'words' }),
  resilience: zhHansResilience,
  elsewhere: zhHansElsewhere,
}

globalThis.anteroomWords = zhHans
