export interface Row {
  /** What it adds: a finding, the warning that a fact is unsure by which a rule rejects, or a fact to ask for. */
  kind: 'reject' | 'invalid' | 'warning' | 'unsure' | 'ask';
  /** The rule's id, or the fact. */
  says: string;
  field: string;
  /** It holds where each of these facts has one of these values. */
  when: Record<string, string[]>;
}
