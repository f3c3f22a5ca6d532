import type { LaterWords } from '../../words.ts'

export const zhHansHosts: LaterWords['hosts'] = {
  lock: '锁定房间',
  unlock: '解除锁定',
  lockedText: '除非主持人允许，新的人无法进入。',
  makeHost: '设为主持人',
  makeHostTitle: (name) => `将 ${name} 设为主持人？`,
  makeHostText: '主持人可以让人进入或离开、锁定房间、邀请其他人，以及为所有人结束通话。',
  makeHostForGood: '此人将一直是主持人，再次通过链接进入时也是如此。',
  isHostNow: (name) => `${name} 现在是主持人。`,
  madeHostText: '您可以让人进入、将其他人静音，以及为所有人结束通话。',
  unmadeHostText: '您仍然留在通话中。',

  invite: '邀请',
  inviteTitle: '邀请他人加入此次通话',
  inviteName: '对方姓名',
  inviteNameHint: '如果留空，对方进入时会被询问姓名。',
  inviteRole: '对方的身份',
  inviteRoles: {
    GUEST: '患者或家属',
    PARTICIPANT: '口译员或陪护人员',
    HOST: '同事',
  },
  inviteHints: {
    GUEST: '等您请其进入。',
    PARTICIPANT: '直接进入。',
    HOST: '直接进入，与您同为主持人。',
  },
  makeLink: '生成链接',
  linkTitle: (name) => (name ? `给 ${name} 的链接` : '给您访客的链接'),
  linkText: '此链接仅供一人使用。任何拿到链接的人都能进入，请只交给本人。',
  linkReady: '链接已生成。',
  inviteAnother: '再邀请一人',
  done: '完成',
}

export const zhHansTold: LaterWords['told'] = {
  removed: (by) => `${by} 已将您移出此次通话`,
  lockedText: (team) => `通话正在进行，新的人暂时无法进入。${team}能看到您在这里，可以请您进入。`,
  lockedGoesOn: '房间重新开放后，此页面会自动继续。',
}
