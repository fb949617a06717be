/** What a task calls: its `Resource` taken apart, and the service behind it. Which word stands for which service is data. */
import { knowledge, serviceByName } from '../../knowledge.js';
import type { Node, ServiceId, Span } from '../../model.js';
import { get } from '../../text/tree.js';

/** Call and go on, wait for the job's end (two shapes of the answer), or wait for a token. */
export type Pattern = 'request-response' | 'sync' | 'sync:2' | 'waitForTaskToken';

export interface Call {
  /** As written. */
  readonly text: string;
  readonly span: Span;
  /** The word for the service in the ARN; undefined for an activity, or where something else fills it in. */
  readonly integration: string | undefined;
  /** The API that is called; undefined for an ARN of a resource. */
  readonly api: string | undefined;
  readonly pattern: Pattern;
  /** Undefined: the knowledge has no such service. */
  readonly service: ServiceId | undefined;
}

/** The call of a `Resource`. In a substituted text what is literal counts; undefined where nothing of it is. */
export function callOf(node: Node | undefined): Call | undefined {
  const scalar = node?.tag === undefined && node?.kind === 'map' ? get(node, 'Fn::Sub') : node;
  if (node === undefined || scalar?.kind !== 'scalar') return undefined;
  if (scalar.tag !== undefined && scalar.tag !== '!Sub') return undefined;
  const span = { start: node.start, end: node.end };
  const text = scalar.text;
  const parts = text.replaceAll(/\$\{[^}]*\}/g, '*').split(':');
  if (parts[0] !== 'arn') return undefined;
  const pattern = patternOf(text);
  if (parts[2] === 'states' && parts[4] === '' && parts[5] !== 'activity') {
    // An integration has no region and no account: arn:aws:states:::<service>:<api>, arn:aws:states:::aws-sdk:<service>:<api>.
    const sdk = parts[5] === 'aws-sdk';
    const integration = known(parts[sdk ? 6 : 5]?.split('.')[0]);
    const api = known(parts[sdk ? 7 : 6]?.split('.')[0]);
    return { text, span, integration, api, pattern, service: serviceOf(integration) };
  }
  if (parts[2] === 'states' && parts[5] === 'activity') {
    return {
      text,
      span,
      integration: undefined,
      api: undefined,
      pattern: 'request-response',
      service: undefined,
    };
  }
  const integration = known(parts[2]);
  return { text, span, integration, api: undefined, pattern, service: serviceOf(integration) };
}

function patternOf(text: string): Pattern {
  const match = /\.(sync(?::2)?|waitForTaskToken)$/.exec(text);
  return (match?.[1] as Pattern | undefined) ?? 'request-response';
}

function known(word: string | undefined): string | undefined {
  return word === undefined || word === '' || word.includes('*') ? undefined : word;
}

function serviceOf(word: string | undefined): ServiceId | undefined {
  if (word === undefined) return undefined;
  const own = knowledge.states.calls[word];
  if (own !== undefined) return own;
  const named = serviceByName(word);
  return named === undefined || named.kind === 'concept' ? undefined : named.id;
}
