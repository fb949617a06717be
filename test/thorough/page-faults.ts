/** What is wrong with a page of Markdown, whatever it is about. */
export function faultsOf(page: string): string[] {
  return [
    ...(/^# \S/.test(page) ? [] : ['no title']),
    ...page.split('\n').filter((line) => /undefined|\[object|NaN/.test(line)),
    ...page.split('\n').filter((line) => / or [^,.]* or \d+ others/.test(line)),
    ...(page.includes('\n\n\n') ? ['two empty lines'] : []),
    ...((page.match(/^```/gm) ?? []).length % 2 === 0 ? [] : ['a code block is not closed']),
  ];
}
