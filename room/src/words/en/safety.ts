/** The words of the safety code. */
export const enSafety = {
  button: 'Safety code',
  title: (name: string) => `Safety code with ${name}`,
  text: (name: string) =>
    `Read it to each other: if ${name} sees the same numbers, nobody stands between you and can listen or watch.`,
  differs: 'If the numbers differ, end the call and get in touch in another way.',
  none: 'There is no code until you are connected to each other.',
}
