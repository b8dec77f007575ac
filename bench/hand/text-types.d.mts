import type { Decision, NextStep } from '../../pkg/p2p_review.js';

export type Version = NonNullable<Decision['policy']>;
export type Kind = Decision['findings'][number]['kind'];
/** What a step or a statement is for. */
export interface Scope {
  service?: Among;
  line_of_business?: Among;
  expedited_appeal?: boolean;
  /** The one day that the policies tell by is that on which PacificSource's took effect. */
  today?: { from: string } | { before: string };
}
type Among = string | string[] | { not: string | string[] };
/** What is known of the facts that a scope turns on: empty where unknown, `yes` or `no`, `from` or `before`. */
export type Known = Record<keyof Scope, string>;

export interface RuleTexts {
  kind: Kind;
  field: string | null;
  message: string;
  says: string[];
  next: string[];
  elsewhere: boolean;
}

export interface PolicyTexts {
  version: Version;
  statements: Record<string, { source: string; section: string | null; when: Scope | null }>;
  says: Record<string, string[]>;
  rules: Record<string, RuleTexts>;
  /** Of each fact that can be unsure, how the policy asks for it. */
  questions: Record<string, string>;
  promises: { id: string; label: string; count: number; unit: string }[];
  routes: Record<string, { when: Scope; step: NextStep }[]>;
  contacts: string[];
}

/** What is wrong with a value: `request/…`, and what to do. */
export interface FaultTexts {
  rule: string;
  message: string;
}

type FaultName =
  | ('UNKNOWN_PAYER' | 'NO_PAYER' | 'NO_BOOLEAN' | 'NO_TEXT' | 'TOO_LONG' | 'UNKNOWN_VALUE' | 'BAD_DATE' | 'BAD_DATETIME')
  | ('FUTURE_DATE' | 'BAD_PHONE' | 'BAD_NPI' | 'BAD_EMAIL' | 'NO_WINDOWS' | 'TOO_MANY_WINDOWS' | 'NO_WINDOW' | 'NO_WINDOW_DATE')
  | ('NO_WINDOW_START' | 'NO_WINDOW_END' | 'NO_WINDOW_ZONE' | 'WINDOW_ORDER' | 'WINDOW_PAST');

export interface Texts {
  engine: string;
  faults: Record<FaultName, FaultTexts>;
  /** The warning that a fact is unsure: of the question, the payer and what the rule says. */
  unsure: string;
  policies: Record<'pacificsource' | 'regence' | 'asuris', PolicyTexts>;
}
