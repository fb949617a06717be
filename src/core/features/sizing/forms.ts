/** The forms of the calculator, made of what the knowledge says about sizing. */

import { factById, figure, knowledge, serviceById } from '../../knowledge.js';
import type { FigureRef, Sizing, SizingInput, UnitsSizing } from '../../model.js';
import { copiesTable } from '../../sizing/copies.js';
import type { CalculatorFigures, CalculatorForm, CalculatorInput, CalculatorTerm } from './calculator.js';
import { quantityAt } from './site.js';

/** Every form, with the figures of today and, where the notes have a formula of their own, theirs beside. */
export function calculatorForms(): CalculatorForm[] {
  const order: readonly Sizing['kind'][] = ['units', 'buffer', 'storage'];
  const sorted = [...knowledge.sizings].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return sorted.flatMap((sizing) => {
    const figures = figuresOf(sizing);
    const service = sizing.services[0];
    if (figures === undefined || service === undefined) return [];
    const refs = sizing.kind === 'units' ? sizing.terms.map((t) => t.limit.fact) : [];
    const facts = [...new Set([...sizing.facts, ...refs])].flatMap((id) => {
      const place = factById(id);
      return place === undefined ? [] : [{ id, claim: place.fact.claim }];
    });
    return [
      {
        id: sizing.id,
        title: sizing.title,
        service: serviceById(service).name,
        inputs: inputsOf(sizing),
        figures,
        facts,
      },
    ];
  });
}

function figuresOf(sizing: Sizing): CalculatorFigures | undefined {
  switch (sizing.kind) {
    case 'units':
      return unitsFigures(sizing);
    case 'buffer':
      return { kind: 'buffer' };
    case 'storage': {
      const copies = copiesTable((fact, name) => figure(fact, name, 'current'));
      return copies === undefined ? undefined : { kind: 'storage', name: sizing.name, copies };
    }
  }
}

function unitsFigures(sizing: UnitsSizing): CalculatorFigures {
  const fanOut = sizing.fanOut === undefined ? undefined : quantityAt(sizing.fanOut, 'current')?.base;
  const terms = sizing.terms.flatMap((term): CalculatorTerm[] => {
    const limit = quantityAt(term.limit, 'current');
    const formula = term.formula === undefined ? undefined : quantityAt(term.formula, 'notes');
    if (limit === undefined) return [];
    return [
      {
        load: term.load,
        name: term.name,
        each: limit.base,
        text: limit.text,
        ...(formula !== undefined && { formula: { each: formula.base, text: formula.text } }),
      },
    ];
  });
  return { kind: 'units', unit: sizing.unit, terms, ...(fanOut !== undefined && { fanOut }) };
}

function inputsOf(sizing: Sizing): CalculatorInput[] {
  switch (sizing.kind) {
    case 'units':
      return [
        {
          name: 'records',
          label: 'Records',
          unit: 'records/s',
          value: 3000,
          min: 1,
          max: 1_000_000,
          scale: 'log',
        },
        {
          name: 'recordSize',
          label: 'Record size',
          unit: 'KB',
          value: 2,
          min: 0.1,
          max: 10_000,
          scale: 'log',
        },
        { name: 'shared', label: 'Shared consumers', unit: '', value: 1, min: 0, max: 20, scale: 'linear' },
        {
          name: 'enhanced',
          label: 'Consumers with enhanced fan-out',
          unit: '',
          value: 0,
          min: 0,
          max: 50,
          scale: 'linear',
        },
        {
          name: 'units',
          label: `${capital(sizing.unit.many)} that you have`,
          unit: sizing.unit.many,
          value: 0,
          min: 0,
          max: 200,
          scale: 'linear',
          zero: 'not decided',
        },
      ];
    case 'buffer':
      return [
        {
          name: 'rate',
          label: 'Incoming volume',
          unit: 'MB/s',
          value: 1,
          min: 0.001,
          max: 1000,
          scale: 'log',
        },
        { name: 'size', label: 'Buffer size', ...rangeOf(sizing.size), scale: 'linear' },
        {
          name: 'interval',
          label: 'Buffer interval',
          ...rangeOf(sizing.interval),
          scale: 'linear',
          zero: 'no waiting',
        },
      ];
    case 'storage':
      return [
        {
          name: 'nodes',
          label: 'Nodes that hold data',
          unit: 'nodes',
          value: 4,
          min: 1,
          max: 100,
          scale: 'linear',
        },
        {
          name: 'storage',
          label: 'Disk space of one node',
          unit: 'GB',
          value: 800,
          min: 10,
          max: 100_000,
          scale: 'log',
        },
        {
          name: 'copies',
          label: 'Copies of each block',
          unit: 'copies',
          value: 0,
          min: 0,
          max: 5,
          scale: 'linear',
          zero: 'by the number of nodes',
        },
      ];
  }
}

/** The range of a setting in the unit that it is asked in. A figure counts in that unit, whichever edition's it is. */
function rangeOf({
  unit,
  least,
  most,
  default: usual,
}: SizingInput): Pick<CalculatorInput, 'unit' | 'value' | 'min' | 'max'> {
  const amount = (ref: FigureRef) => quantityAt(ref, 'current')?.amount ?? 0;
  return { unit, value: amount(usual), min: amount(least), max: amount(most) };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
