export function decode(code: string): string {
  return [...code.matchAll(/(\d+)(\D)/g)]
    .map(([, count, letter]) => letter!.repeat(Number(count)))
    .join('')
}
