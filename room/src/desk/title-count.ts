/** A number in front of the page's title, for people who look at another tab; 0 takes it away. */
export function setTitleCount(count: number): void {
  const bare = document.title.replace(/^\(\d+\) /, '')
  document.title = count > 0 ? `(${count}) ${bare}` : bare
}
