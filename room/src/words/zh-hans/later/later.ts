import type { LaterWords } from '../../words.ts'
import { zhHansCall } from './call.ts'
import { zhHansCheck } from './check.ts'
import { zhHansDevices } from './devices.ts'
import { zhHansDoor } from './door.ts'
import { zhHansElsewhere } from './elsewhere.ts'
import { zhHansHelp } from './help.ts'
import { zhHansHosts, zhHansTold } from './hosts.ts'
import { zhHansLink, zhHansOtherBrowser } from './link.ts'
import { zhHansPayments } from './payments.ts'
import { zhHansResilience } from './resilience.ts'
import { zhHansCaptions, zhHansSafety, zhHansStage } from './stage.ts'

/** What is read in the parts that are fetched later, in Chinese. */
export const zhHansLater: LaterWords = {
  roles: { HOST: '主持人', GUEST: '访客', PARTICIPANT: '参与者' },
  understood: '知道了',
  cancel: '取消',
  booked: {
    title: '预约时间',
    was: '原预约时间',
  },

  notice: {
    unknown: {
      title: '我们找不到您的预约',
      text: '请确认您已从消息中复制了完整的链接。',
      way: (team) => `如果链接完整，请向${team || '发送链接的诊所'}索取新的链接。`,
    },
    ended: {
      title: '本次访问已结束',
      text: '为保护您的隐私，此页面已不再保留您的链接。',
      way: () => '如需返回，请重新打开您消息中的链接。',
    },
    removed: {
      title: '您已不在此次通话中',
      text: '您的链接已不能打开此通话。',
      way: (team) => `如果您认为这是误操作，请联系${team}。`,
    },
    cancelled: {
      title: '此预约已取消',
      text: '此时段没有通话。',
      way: (team) => `如果您对此感到意外，或需要重新预约，请联系${team}。`,
    },
    over: {
      title: '此预约已结束',
      text: '',
      way: (team) => `如果您错过了预约，或需要更多时间，请联系${team}。`,
    },
    'used-elsewhere': {
      title: '请在您最初使用的设备上打开',
      text: '为保护您的隐私，您的链接只能在最初使用它的手机、平板或电脑上，用同一个浏览器打开。',
      way: (team) => `如果无法打开，请向${team}索取新的链接。`,
    },
    'taken-over': {
      title: '您的通话已在其他地方打开',
      text: '通话已转到另一台设备。',
      way: () => '您可以关闭此页面，或将通话转回这里。',
    },
    useHere: '将通话转到这里',
  },

  tooEarly: {
    title: '您来早了',
    opens: '房间开放时间',
    opensIn: (left) => `还有 ${left}`,
    opening: '正在开放……',
    goesOn: '请让此页面保持打开：到时会响铃，您可以从这里加入。',
    help: (team) => `如果这个时间不合适，请联系${team}。`,
  },

  /** Before a telephone number, and before an address. */
  contact: { call: '致电', write: '发邮件至' },

  turnedAway: {
    text: '可以进入时会响铃。随时都有可能，请不要关闭此页面。',
    askIn: (left) => `${left}后可再次询问。`,
    ask: '再次询问',
  },

  nobodyLetsIn: {
    title: '目前没有人能让您进入。',
    text: (team) => `请联系 ${team}。一旦有人接待您，此页面会自动继续。`,
  },

  onHold: {
    title: '通话已暂停，请稍候',
    text: (who) => `${who}请您稍等片刻，随后会请您回来。请保持此页面打开。`,
    private: '现在没有人能看到或听到您，您也看不到和听不到其他人。',
  },
  exitScreen: {
    left: '您已离开通话',
    ended: '通话已结束',
    lost: '连接已断开',
    lostText: '我们有一段时间联系不到此页面，因此您已离开通话。',
    lasted: (how) => `您的通话时长：${how}。`,
    rejoin: '重新加入',
    return: '返回',
    thanks: '谢谢您。',
    off: '您的摄像头和麦克风已关闭。',
    mayClose: '您可以关闭此页面。',
    mayReturn: '通话仍在进行。',
    mayReturnEnded: '还没有结束吗？',
  },
  askedToUnmute: {
    title: { microphone: '要打开麦克风吗？', camera: '要打开摄像头吗？' },
    text: '此通话所在的页面请求打开。未经您同意，不会打开任何设备。',
    yes: { microphone: '打开麦克风', camera: '打开摄像头' },
  },
  rating: {
    title: '连接质量如何？',
    good: '好',
    fair: '一般',
    poor: '差',
    thanks: '谢谢。',
    note: '您的回答不带姓名。',
  },

  ...zhHansCall,
  captions: zhHansCaptions,
  check: zhHansCheck,
  devices: zhHansDevices,
  door: zhHansDoor,
  elsewhere: zhHansElsewhere,
  help: zhHansHelp,
  hosts: zhHansHosts,
  link: zhHansLink,
  otherBrowser: zhHansOtherBrowser,
  payments: zhHansPayments,
  plugins: import.meta.glob('../../../plugins/*/words/later/zh-hans.ts', { eager: true, import: 'words' }),
  resilience: zhHansResilience,
  safety: zhHansSafety,
  stage: zhHansStage,
  told: zhHansTold,
}
