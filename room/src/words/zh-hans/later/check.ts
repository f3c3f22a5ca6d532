import type { LaterWords } from '../../words.ts'

const seeAbove = '解决办法请见上方。'

export const zhHansCheck: LaterWords['check'] = {
  good: '没有发现问题',
  weak: '您的连接较弱',
  soundOnly: '您的连接只够用于语音',
  noServer: '从这里几乎无法连接到我们',
  noWay: '您的网络可能会阻止通话',
  hardWay: '您的网络可能会影响通话',
  noBrowser: '此浏览器不支持视频通话',
  noCamera: '您的摄像头尚未就绪',
  noMicrophone: '您的麦克风尚未就绪',
  noDevices: '摄像头和麦克风尚未就绪',
  again: '重新检查',
  details: '技术信息',
  looking: '请稍候……',
  notKnown: '未知。',

  suggest: {
    title: '只用声音加入？',
    text: '您的网络目前较慢。关闭您的画面后，别人能更清楚地听到您。',
    button: '关闭我的摄像头',
    done: '您的摄像头已关闭，您可以随时打开。',
  },

  parts: {
    browser: {
      name: '浏览器',
      ok: '支持视频通话。',
      insecure: '此页面不安全，因此无法使用摄像头。请告知诊所。',
      'no-webrtc': '无法进行视频通话。请使用其他浏览器或其他设备。',
      'no-devices': '无法使用摄像头或麦克风。请在 Chrome、Edge、Firefox 或 Safari 中打开您的链接。',
    },
    camera: {
      name: '摄像头',
      ok: '正常。',
      off: '已关闭。',
      asking: '浏览器正在询问是否允许使用。请选择“允许”。',
      still: '没有画面。它是否被遮挡，或正被其他程序使用？',
      problem: `无法使用。${seeAbove}`,
    },
    microphone: {
      name: '麦克风',
      ok: '能听到您的声音。',
      off: '已关闭。',
      asking: '浏览器正在询问是否允许使用。请选择“允许”。',
      unheard: '已打开，但还没有听到声音：请说句话。',
      silenced: '您的设备将其静音了。设备或耳机上是否有开关？',
      problem: `无法使用。${seeAbove}`,
    },
    speaker: {
      name: '扬声器',
      ok: '您听到了测试声音。',
      untested: '还没有试过。',
      unheard: '您没有听到声音。请调高音量，或在上方选择其他扬声器。',
      play: '播放声音',
      heard: '我听到了',
      notHeard: '我没有听到',
    },
    reachability: {
      name: '网络',
      ok: '通话可以通过。',
      'slow-server': '通话可以通过。只能通过较慢的方式连接到我们，但已足够。',
      'no-udp': '通话只能通过较慢的方式进行。换一个网络（例如手机网络）可能会更好。',
      'no-relay': '无法连接用于复杂网络的辅助服务。如果通话不成功，请换一个网络。',
      'no-way': '似乎阻止了声音和画面。请换一个网络，例如手机网络，并关闭 VPN。',
      'no-server': '几乎无法连接到我们。请检查您是否在线，或换一个网络。',
      ways: '网络通路',
      works: '可用',
      reached: '有响应',
      blocked: '被阻止',
      notTried: '未尝试',
    },
    bandwidth: {
      name: '速度',
      ok: '足够用于画面和声音。',
      weak: '足够用于声音，画面有时可能会停顿。请靠近路由器，或关闭其他程序。',
      'sound-only': '只够用于声音。请靠近路由器，或关闭其他程序。',
      rates: (up, down) => `发送 ${up}，接收 ${down} Mbit/s`,
    },
  },

  ways: {
    websocket: '连接到我们，快速方式',
    'long-polling': '连接到我们，较慢方式',
    direct: '浏览器之间直接连接',
    reflexive: '通过您的路由器',
    'turn-udp': '通过中继服务器',
    'turn-tcp': '通过中继服务器（TCP）',
    'turn-tls': '通过中继服务器，像网页一样加密',
  },
}
