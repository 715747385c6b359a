export function mystery(text: string): string {
  let result = ''
  for (const c of text)
    result += `${result === '' ? '' : '-'}${'abcdefghijklmnopqrstuvwxyz'.indexOf(c) + 1}`
  return result
}
