/** The page of the calculator: a form of numbers and sliders, and the formula with the numbers put in. */
import { type CalculatorForm, type CalculatorInput, calculate } from '../core/features/sizing/calculator.js';
import { byId, connect } from './host.js';
import type { CalculatorReply, CalculatorRequest } from './protocol.js';

interface State {
  readonly form: string;
  /** Inputs by name, for each form that was touched. */
  readonly values: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const host = connect<State, CalculatorReply>();
const tabs = byId<HTMLElement>('forms');
const panel = byId<HTMLElement>('form');
const STEPS = 1000;

let forms: readonly CalculatorForm[] = [];
let state: State = host.getState() ?? { form: '', values: {} };

function keep(next: State): void {
  state = next;
  host.setState(state);
}

function valuesOf(form: CalculatorForm): Record<string, number> {
  const usual = Object.fromEntries(form.inputs.map((i) => [i.name, i.value]));
  return { ...usual, ...state.values[form.id] };
}

// --------------------------------------------------------------------------------------------------- tabs

function show(id: string, focus: boolean): void {
  const form = forms.find((f) => f.id === id) ?? forms[0];
  if (form === undefined) return;
  keep({ ...state, form: form.id });
  tabs.replaceChildren(
    ...forms.map((f) => {
      const tab = element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${f.id}`,
          'aria-selected': String(f === form),
          'aria-controls': 'form',
          tabindex: f === form ? '0' : '-1',
        },
        f.title,
      );
      tab.addEventListener('click', () => show(f.id, true));
      tab.addEventListener('keydown', (event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        const next = forms[(forms.indexOf(f) + step + forms.length) % forms.length];
        if (step !== 0 && next !== undefined) show(next.id, true);
      });
      return tab;
    }),
  );
  panel.setAttribute('aria-labelledby', `tab-${form.id}`);
  drawForm(form);
  if (focus) document.getElementById(`tab-${form.id}`)?.focus();
}

// --------------------------------------------------------------------------------------------------- form

function drawForm(form: CalculatorForm): void {
  const values = valuesOf(form);
  const output = element('div', { class: 'result', 'aria-live': 'polite' });
  const reckon = () => {
    keep({ ...state, values: { ...state.values, [form.id]: values } });
    drawResult(output, form, values);
  };
  const rows = form.inputs.map((input) =>
    row(input, values[input.name] ?? input.value, (value) => {
      values[input.name] = value;
      reckon();
    }),
  );
  const facts = element('details', { class: 'facts' });
  facts.append(element('summary', {}, 'What this rests on'));
  const list = element('ul', {});
  for (const { id, claim } of form.facts) {
    const item = element('li', {}, `${claim} `);
    item.append(element('code', {}, id));
    list.append(item);
  }
  facts.append(list);
  const reset = element('button', { type: 'button', class: 'reset' }, 'Start again');
  reset.addEventListener('click', () => {
    const { [form.id]: _, ...rest } = state.values;
    keep({ ...state, values: rest });
    drawForm(form);
  });
  const fields = element('div', { class: 'fields' });
  fields.append(...rows, reset);
  panel.replaceChildren(
    element('h1', {}, form.title),
    element('p', { class: 'service' }, form.service),
    fields,
    output,
    facts,
  );
  reckon();
}

function row(input: CalculatorInput, value: number, changed: (value: number) => void): HTMLElement {
  const field = element('div', { class: 'field' });
  const id = `input-${input.name}`;
  const said = input.unit === '' || input.label.toLowerCase().includes(input.unit);
  const unit = said ? '' : ` (${input.unit})`;
  const label = element('label', { for: id }, `${input.label}${unit}`);
  const number = element('input', { id, type: 'number', min: '0', step: 'any', inputmode: 'decimal' });
  const slider = element('input', {
    type: 'range',
    min: '0',
    max: String(STEPS),
    step: '1',
    'aria-label': `${input.label}${unit}, slider`,
  });
  const meaning = element('span', { class: 'meaning' });
  const say = (amount: number) => {
    slider.style.setProperty('--share', `${Number(slider.value) / (STEPS / 100)}%`);
    const text = amount === 0 ? (input.zero ?? '') : '';
    meaning.textContent = text;
    slider.setAttribute('aria-valuetext', `${amount} ${input.unit}${text === '' ? '' : `, ${text}`}`.trim());
  };
  number.value = String(value);
  slider.value = String(positionOf(input, value));
  say(value);
  number.addEventListener('input', () => {
    const amount = Math.max(0, Number(number.value) || 0);
    slider.value = String(positionOf(input, amount));
    say(amount);
    changed(amount);
  });
  slider.addEventListener('input', () => {
    const amount = amountOf(input, Number(slider.value));
    number.value = String(amount);
    say(amount);
    changed(amount);
  });
  field.append(label, slider, number, meaning);
  return field;
}

/** A sensible number for a place on the slider: two digits where it runs over powers of ten. */
function amountOf({ min, max, scale, unit }: CalculatorInput, position: number): number {
  const share = position / STEPS;
  if (scale === 'log') return Number((min * (max / min) ** share).toPrecision(2));
  const amount = min + (max - min) * share;
  return unit === 'MB/s' ? Number(amount.toFixed(1)) : Math.round(amount);
}

function positionOf({ min, max, scale }: CalculatorInput, amount: number): number {
  const share =
    scale === 'log'
      ? Math.log(Math.max(amount, min) / min) / Math.log(max / min)
      : (amount - min) / (max - min);
  return Math.round(STEPS * Math.min(1, Math.max(0, share)));
}

function drawResult(
  output: HTMLElement,
  form: CalculatorForm,
  values: Readonly<Record<string, number>>,
): void {
  const { headline, detail, rows } = calculate(form.figures, values);
  const table = element('table', {});
  for (const r of rows) {
    const line = element('tr', r.decides ? { class: 'decides' } : {});
    const name = element('th', { scope: 'row' }, r.name);
    if (r.decides) name.append(element('span', { class: 'tag' }, 'decides'));
    line.append(
      name,
      element('td', { class: 'formula' }, r.formula),
      element('td', { class: 'answer' }, r.result),
    );
    table.append(line);
  }
  output.replaceChildren(
    element('p', { class: 'headline' }, headline),
    element('p', { class: 'detail' }, detail),
    table,
  );
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== '') made.textContent = text;
  return made;
}

window.addEventListener('message', ({ data }: MessageEvent<CalculatorRequest>) => {
  forms = data.forms;
  const wished = data.form;
  if (wished !== undefined && data.values !== undefined)
    keep({ ...state, values: { ...state.values, [wished]: data.values } });
  show(wished ?? state.form, false);
});
host.send({ type: 'ready' });
