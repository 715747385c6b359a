export function wrap(text: string, width: number): string[] {
  if (text.length <= width) return [text]
  const fitting = text.slice(0, width + 1).lastIndexOf(' ')
  const end = fitting < 0 ? text.indexOf(' ') : fitting
  return end < 0 ? [text] : [text.slice(0, end), ...wrap(text.slice(end + 1), width)]
}
