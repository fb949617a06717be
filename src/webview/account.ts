/** The text alternative: all that the drawing shows, as lists whose lines lead to the text. */
import { accountOf, type Line } from '../diagram/speech.js';
import type { Diagram } from '../diagram/types.js';

/** Fills `section` anew. What has the focus keeps it, by its number. */
export function showAccount(
  section: HTMLElement,
  diagrams: readonly Diagram[],
  notice: string,
  jump: (line: Line) => void,
): void {
  const buttons: (Element | null)[] = [...section.querySelectorAll('button')];
  const focused = document.hasFocus() ? buttons.indexOf(document.activeElement) : -1;
  section.replaceChildren();
  const heading = element('h2', 'The diagram in words');
  section.append(heading);
  if (diagrams.length === 0) section.append(element('p', notice));
  for (const diagram of diagrams) {
    const account = accountOf(diagram);
    section.append(element('h3', account.title), element('p', account.summary));
    if (account.loose.length > 0) section.append(list(account.loose.map((l) => item(l, jump))));
    const steps = account.steps.map((step) => {
      const entry = item(step, jump);
      if (step.below.length > 0) entry.append(list(step.below.map((l) => item(l, jump))));
      return entry;
    });
    section.append(list(steps));
  }
  if (focused >= 0) section.querySelectorAll('button')[focused]?.focus();
}

function item(line: Line, jump: (line: Line) => void): HTMLElement {
  const button = element('button', line.text);
  button.type = 'button';
  if (line.severity !== undefined) button.className = line.severity;
  button.addEventListener('click', () => jump(line));
  const entry = element('li');
  entry.append(button);
  return entry;
}

function list(items: readonly HTMLElement[]): HTMLElement {
  const all = element('ul');
  all.append(...items);
  return all;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (text !== '') made.textContent = text;
  return made;
}
