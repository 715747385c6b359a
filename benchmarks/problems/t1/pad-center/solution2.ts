export function center(text: string, width: number): string {
  let result = text
  while (result.length < width)
    result = (width - result.length) % 2 === 1 ? `${result} ` : ` ${result}`
  return result
}
