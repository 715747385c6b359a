export function brackets(pairs: number): string[] {
  const grow = (text: string, open: number, close: number): string[] => {
    if (close === pairs) return [text]
    const more = open < pairs ? grow(`${text}(`, open + 1, close) : []
    return close < open ? [...more, ...grow(`${text})`, open, close + 1)] : more
  }
  return grow('', 0, 0)
}
