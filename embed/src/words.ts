import { chooseLanguage, type Language, languages } from '@anteroom/contract/languages'

/** What the element itself has to say; all else the room says. */
type Words = { title: string; noLink: string; badLink: string; noAnswer: string; newTab: string }

const all: Record<Language, Words> = {
  en: {
    title: 'Video call',
    noLink: 'The video call cannot be shown here: the page around it does not know the link to it.',
    badLink: 'The video call cannot be shown here: the link to it is not complete.',
    noAnswer: 'The video call does not answer here.',
    newTab: 'Open it in a new tab',
  },
  de: {
    title: 'Videogespräch',
    noLink: 'Das Videogespräch kann hier nicht gezeigt werden: Die Seite darum kennt den Link dazu nicht.',
    badLink: 'Das Videogespräch kann hier nicht gezeigt werden: Der Link dazu ist unvollständig.',
    noAnswer: 'Das Videogespräch meldet sich hier nicht.',
    newTab: 'In einem neuen Tab öffnen',
  },
  es: {
    title: 'Videollamada',
    noLink: 'La videollamada no se puede mostrar aquí: la página que la rodea no conoce su enlace.',
    badLink: 'La videollamada no se puede mostrar aquí: su enlace está incompleto.',
    noAnswer: 'La videollamada no responde aquí.',
    newTab: 'Abrirla en otra pestaña',
  },
  ar: {
    title: 'مكالمة فيديو',
    noLink: 'لا يمكن عرض مكالمة الفيديو هنا: الصفحة المحيطة بها لا تعرف رابطها.',
    badLink: 'لا يمكن عرض مكالمة الفيديو هنا: رابطها غير مكتمل.',
    noAnswer: 'لا تستجيب مكالمة الفيديو هنا.',
    newTab: 'فتحها في علامة تبويب جديدة',
  },
  'zh-Hans': {
    title: '视频通话',
    noLink: '无法在此显示视频通话：此页面不知道通话的链接。',
    badLink: '无法在此显示视频通话：通话的链接不完整。',
    noAnswer: '视频通话在此处没有响应。',
    newTab: '在新标签页中打开',
  },
}

/** In the language that the room will speak, as far as its link and the browser tell. */
export function wordsFor(entryUrl: URL | null, wanted: readonly string[]) {
  const language = chooseLanguage([entryUrl?.searchParams.get('lang') ?? '', ...wanted])
  return { ...all[language], language, dir: languages[language].dir }
}
