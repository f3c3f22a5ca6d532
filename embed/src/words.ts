/** What the element itself has to say; all else the room says. */
export const words = {
  title: 'Video call',
  noLink: 'The video call cannot be shown here: the page around it does not know the link to it.',
  badLink: 'The video call cannot be shown here: the link to it is not complete.',
  noAnswer: 'The video call does not answer here.',
  newTab: 'Open it in a new tab',
}
