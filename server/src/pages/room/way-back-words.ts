import type { Language } from '@anteroom/contract/languages'

type Said = { title: string; text: string }

/** For whoever comes back from the provider's page in another tab or browser than the one with their appointment. */
export const wayBackWords: Record<Language, Record<'settled' | 'unsettled' | 'unknown', Said>> = {
  en: {
    settled: {
      title: 'All done, thank you',
      text: 'Please go back to the tab of your appointment: it goes on there. If it is closed, open your link again.',
    },
    unsettled: {
      title: 'Nothing was paid yet',
      text: 'Nothing was charged. To try again, go back to the tab of your appointment. If it is closed, open your link again.',
    },
    unknown: {
      title: 'We are still asking Stripe',
      text: 'This page looks again by itself in a few seconds. You need not do anything.',
    },
  },
  de: {
    settled: {
      title: 'Alles erledigt, vielen Dank',
      text: 'Bitte gehen Sie zurück zum Tab mit Ihrem Termin: Dort geht es weiter. Ist er zu, öffnen Sie Ihren Link noch einmal.',
    },
    unsettled: {
      title: 'Es ist noch nichts bezahlt',
      text: 'Es wurde nichts abgebucht. Um es noch einmal zu versuchen, gehen Sie zurück zum Tab mit Ihrem Termin. Ist er zu, öffnen Sie Ihren Link noch einmal.',
    },
    unknown: {
      title: 'Wir fragen noch bei Stripe nach',
      text: 'Diese Seite sieht in wenigen Sekunden von selbst wieder nach. Sie brauchen nichts zu tun.',
    },
  },
  es: {
    settled: {
      title: 'Todo listo, gracias',
      text: 'Vuelva a la pestaña de su cita: continúa allí. Si está cerrada, abra otra vez su enlace.',
    },
    unsettled: {
      title: 'Todavía no se ha pagado nada',
      text: 'No se ha cobrado nada. Para intentarlo de nuevo, vuelva a la pestaña de su cita. Si está cerrada, abra otra vez su enlace.',
    },
    unknown: {
      title: 'Todavía estamos preguntando a Stripe',
      text: 'Esta página volverá a mirar sola en unos segundos. No tiene que hacer nada.',
    },
  },
  ar: {
    settled: {
      title: 'تم كل شيء، شكرًا لك',
      text: 'يُرجى العودة إلى علامة تبويب موعدك، فهو يستمر هناك. إذا كانت مغلقة، فافتح رابطك من جديد.',
    },
    unsettled: {
      title: 'لم يتم الدفع بعد',
      text: 'لم يُخصم شيء. للمحاولة مرة أخرى، عُد إلى علامة تبويب موعدك. إذا كانت مغلقة، فافتح رابطك من جديد.',
    },
    unknown: {
      title: 'ما زلنا نسأل Stripe',
      text: 'ستتحقق هذه الصفحة من جديد تلقائيًا خلال ثوانٍ قليلة. لا داعي لفعل أي شيء.',
    },
  },
  'zh-Hans': {
    settled: {
      title: '已完成，谢谢您',
      text: '请回到您预约的标签页，那里会继续。如果它已关闭，请重新打开您的链接。',
    },
    unsettled: {
      title: '尚未付款',
      text: '没有扣款。如需再试一次，请回到您预约的标签页。如果它已关闭，请重新打开您的链接。',
    },
    unknown: {
      title: '我们仍在向 Stripe 查询',
      text: '此页面将在几秒钟后自动再次查询，您无需进行任何操作。',
    },
  },
}
