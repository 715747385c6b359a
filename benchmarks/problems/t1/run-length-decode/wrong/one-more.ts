export function decode(code: string): string {
  return code.replace(
    /(\d+)(\D)/g,
    (_, count, letter: string) => letter + letter.repeat(Number(count)),
  )
}
