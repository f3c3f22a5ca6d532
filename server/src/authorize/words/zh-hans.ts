import { html } from '../../pages/look/markup.ts'
import type { Words } from './en.ts'

/** Every word that a person reads on these pages, in Chinese with simplified characters. */
export const zhHans: Words = {
  language: 'zh-Hans',
  errorTitle: (page) => `错误：${page}`,

  signIn: {
    title: '登录',
    why: (application, host) =>
      html`${application}${host ? html`（${host}）` : null}希望使用您团队的视频问诊。请先登录，然后由您决定。`,
    email: '电子邮箱',
    password: '密码',
    button: '登录',
    address: (host) => html`请确认本页面的地址是 ${host}。`,
    help: '没有密码或忘记密码？请联系为您管理视频问诊的人员。',
    back: (application) => html`取消并返回 ${application}`,
  },

  consent: {
    title: (application) => `是否允许 ${application} 访问？`,
    heading: (application, team) => html`是否允许 ${application} 代表${team ? html` ${team} ` : '您的团队'}操作？`,
    host: (host) => html`来自 ${host}`,
    signedInAs: '当前登录账号',
    other: '不是您？使用其他账号',
    chooseTeam: '用于哪个团队？',
    notYourTeam: (application) =>
      html`${application} 请求访问的团队，您不是其成员。请选择您所在的团队，或使用其他账号。`,
    able: (application, team) => html`如果您允许，${application} 可以代表${team ? html` ${team} ` : '该团队'}：`,
    abilities: {
      'sessions:read': '查看所有预约的名称和时间',
      sessions: '查看、新建、更改和取消预约',
      participants: '查看、邀请或移除参加者，并获取他们的链接',
      summaries: '查看谁在何时参加了预约，以及连接质量',
      payments: '查看、请求和退还付款，并向已保存的银行卡收费',
      webhooks: '在预约更改、有人进入或离开时收到通知',
      audit: '查看操作记录：谁在何时、从哪个网络做了什么',
    },
    limits: (application) => html`${application} 不能做任何其他事情。您离开团队或管理员撤回许可时，许可即告终止。`,
    allow: '允许',
    deny: '不允许',
    next: (host) => html`无论您如何选择，都将返回 ${host}。`,
    nextApp: (application) => html`无论您如何选择，都将返回此设备上的 ${application}。`,
  },

  errors: {
    noEmail: '请输入您的电子邮箱。',
    noPassword: '请输入您的密码。',
    wrong: '电子邮箱与密码不匹配。请检查后重试。',
    wait: (seconds) => `密码错误次数过多。请在 ${Math.ceil(seconds / 60)} 分钟后重试。`,
    busy: '当前登录的人较多。请稍后重试。',
    stale: '此页面打开的时间过长。请重试。',
    noTeam: '请选择团队。',
    noDecision: '请选择是否允许。',
  },

  refused: {
    title: '此链接无法使用',
    'unknown-application': '我们不认识将您带到这里的软件，或者它已不再登记。',
    'other-address': '将您带到这里的软件要求我们把您转到一个地址，但该地址并未登记为它的地址。',
    calm: '没有向任何人透露任何信息。',
    way: '请返回您之前使用的软件并在那里重试。如果再次出现这种情况，请告知负责该软件的人员。',
    forThem: '对方需要知道的信息：',
  },

  broken: {
    title: '未能完成',
    bug: '我们这边出了问题。请稍后重试。',
    request: '我们无法读取您的浏览器发送的内容。',
    many: '来自您所在网络的请求过多。请稍后重试。',
    way: '如果再次出现这种情况，请返回您之前使用的软件并在那里重新开始。',
  },
}
