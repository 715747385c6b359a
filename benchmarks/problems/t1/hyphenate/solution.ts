export function repeatWord(word: string, times: number): string {
  return new Array<string>(times).fill(word).join('-')
}
